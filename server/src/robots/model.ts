import { defineModel } from '../database';

/** One thing that one robot must say, once: the outbox. */
export interface StaffMessage {
  /** `${finding}@${robot}` */
  _id: string;
  robot: string;
  text: string;
  state: 'waiting' | 'said' | 'given-up';
  attempts: number;
  /** When it is tried, again after a failure. */
  dueAt: Date;
  createdAt: Date;
}

export const StaffMessages = defineModel<StaffMessage>(
  'staffmessages',
  {
    robot: { type: String, required: true },
    text: { type: String, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  [[{ robot: 1, state: 1, dueAt: 1 }], [{ createdAt: 1 }]],
);
