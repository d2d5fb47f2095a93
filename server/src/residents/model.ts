import { defineModel } from '../database';

/** A resident: a random id and WeChat's openid, nothing else about the person. */
export interface ResidentRecord {
  _id: string;
  /** Absent while the person is being removed, so that the same openid may begin anew. */
  openid?: string;
  createdAt: Date;
  /** How often the person has ended all sessions; tokens of before are refused. Absent: never. */
  sessionsEnded?: number;
  /** Set when the removal begins; the document goes an hour later, when nothing can come after it. */
  deletedAt: Date | null;
}

export const Residents = defineModel<ResidentRecord>(
  'residents',
  {
    openid: String,
    createdAt: { type: Date, required: true },
    sessionsEnded: Number,
    deletedAt: { type: Date, default: null },
  },
  [
    [{ openid: 1 }, { unique: true, partialFilterExpression: { openid: { $type: 'string' } } }],
    [{ deletedAt: 1 }, { partialFilterExpression: { deletedAt: { $type: 'date' } } }],
  ],
);

/** Finds by the openid; the type is said because its index holds strings only and is not used otherwise. */
export const byOpenid = (openid: string) => ({ openid: { $eq: openid, $type: 'string' as const } });
