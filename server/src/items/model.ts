import type { ItemElements } from '@shuozhi/shared/api';
import { defineModel, Mixed } from '../database';

/** What stands in the collection `items`. */
export interface ItemRecord {
  /** Catalogue and number: names repeat under different departments, numbers do not. */
  _id: string;
  catalogue: string;
  no: number;
  name: string;
  type: string;
  department: string;
  handledBy: string;
  basis: { docNo: string; title: string };
  elements: ItemElements;
  updatedAt: Date;
}

/** Elements of an item of which nothing is known yet. */
export const UNKNOWN_ELEMENTS: ItemElements = {
  basicCode: null,
  implementationCode: null,
  level: null,
  conditions: null,
  serves: null,
  handlingType: null,
  channels: null,
  procedure: null,
  statutoryTime: null,
  promisedTime: null,
  visits: null,
  fee: null,
  place: null,
  hours: null,
  enquiry: null,
  complaint: null,
  materials: null,
};

const text = { type: String, required: true } as const;

export const Items = defineModel<ItemRecord>(
  'items',
  {
    catalogue: text,
    no: { type: Number, required: true },
    name: text,
    type: text,
    department: text,
    handledBy: text,
    basis: { type: Mixed, required: true },
    elements: { type: Mixed, required: true },
    updatedAt: { type: Date, required: true },
  },
  [[{ updatedAt: -1 }]],
);
