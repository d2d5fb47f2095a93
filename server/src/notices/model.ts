import { NOTICE_STATUSES, type Block, type KeyFact, type NoticeDraft, type NoticeStatus } from '@shuozhi/shared/api';
import { defineModel, Mixed } from '../database';
import type { Doubt } from './doubts';
import type { NoticeEvent } from './events';
import type { Schedule, ScheduleOutcome } from './schedule/types';

/** A warning of the importer about one place, for the editor who checks the draft. */
export interface ImportWarning {
  code: string;
  message: string;
  field: string | null;
  line: number | null;
}

/** What stands in the collection `notices`: the draft's content and the notice's life. */
export interface NoticeRecord extends Omit<NoticeDraft, 'blocks' | 'keyFacts'> {
  _id: string;
  status: NoticeStatus;
  /** Moves with every change by a person or an import; each change is a write on the condition that it has not moved. */
  version: number;
  revision: number;
  blocks: Block[];
  keyFacts: KeyFact[];
  /** Hash of the text as it was imported last, by which the next import sees whether the source changed; null: written here. */
  importHash: string | null;
  sample: boolean;
  /** 0–1 for imported texts, null for texts written by staff. */
  confidence: number | null;
  warnings: ImportWarning[];
  needsReview: boolean;
  /** Field by field what a person must confirm, or has. */
  doubts: Doubt[];
  /** The uploaded file that it was imported from, and its place in it. */
  source: { upload: string; document: number } | null;
  /** Whoever wrote, imported, took over or submitted any part of this revision; none of them may approve it. */
  authors: string[];
  /** Who brought the present text. */
  writtenBy: string | null;
  submittedBy: string | null;
  approvedBy: string | null;
  /** Hash of what `approvedBy` read: the text, which alone may be published, or the change of a published notice. */
  approvedHash: string | null;
  /** Why the text was last given back to its editor; cleared when it is submitted again. */
  returned: { by: string; at: Date; reason: string } | null;
  /** When the approved text is published by itself; null: not. */
  schedule: Schedule | null;
  /** What became of the last schedule. */
  scheduleOutcome: ScheduleOutcome | null;
  withdrawnReason: string | null;
  withdrawnAt: Date | null;
  changeNote: string | null;
  publishedAt: Date | null;
  /** Place in the stream: the moment of publishing, or the written date of an imported old document. */
  listedAt: Date | null;
  repealedOn: string | null;
  /** Id of the notice that repealed or replaced this one. */
  repealedById: string | null;
  /** Events whose campaigns are not derived yet; the publishing step writes them with the notice itself. */
  pendingEvents: NoticeEvent[];
  createdAt: Date;
  /** Moves with every change; search follows it. */
  changedAt: Date;
}

const text = { type: String, default: null };
const texts = { type: [String], default: [] };
/** Lists whose shape the zod schemas check at the edge. */
const anything = { type: Mixed, default: () => [] };

export const Notices = defineModel<NoticeRecord>(
  'notices',
  {
    docNo: text,
    // A draft may begin without.
    title: { type: String, default: '' },
    shortTitle: text,
    kind: { type: String, default: '' },
    issuers: texts,
    addressees: text,
    writtenOn: text,
    effectiveFrom: text,
    effectiveTo: text,
    startsAt: text,
    endsAt: text,
    validityBasis: { type: Mixed, default: null },
    topics: texts,
    regions: texts,
    level: text,
    summary: text,
    keyFacts: anything,
    blocks: anything,
    hotlines: texts,
    repeals: texts,
    repealsOn: text,
    validityChanges: anything,
    cites: texts,
    attachments: anything,
    sourceUrl: text,
    exercise: { type: Boolean, default: false },
    follows: text,
    publicRelease: { type: Boolean, default: null },
    status: { type: String, required: true },
    version: { type: Number, default: 0 },
    revision: { type: Number, required: true },
    importHash: text,
    sample: { type: Boolean, default: false },
    confidence: { type: Number, default: null },
    warnings: anything,
    needsReview: { type: Boolean, default: false },
    doubts: anything,
    source: { type: Mixed, default: null },
    authors: texts,
    writtenBy: text,
    submittedBy: text,
    approvedBy: text,
    approvedHash: text,
    returned: { type: Mixed, default: null },
    schedule: { type: Mixed, default: null },
    scheduleOutcome: { type: Mixed, default: null },
    withdrawnReason: text,
    withdrawnAt: { type: Date, default: null },
    changeNote: text,
    publishedAt: { type: Date, default: null },
    listedAt: { type: Date, default: null },
    repealedOn: text,
    repealedById: text,
    pendingEvents: anything,
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
  },
  [
    [{ status: 1, listedAt: -1, _id: -1 }],
    [{ status: 1, topics: 1, listedAt: -1, _id: -1 }],
    [{ status: 1, regions: 1, listedAt: -1, _id: -1 }],
    // The full number is the key of a document; a sample may stand beside the real one.
    [
      { docNo: 1, sample: 1 },
      {
        unique: true,
        partialFilterExpression: {
          docNo: { $type: 'string' },
          status: { $in: NOTICE_STATUSES.filter((status) => status !== 'withdrawn') },
        },
      },
    ],
    [{ repeals: 1 }],
    [{ cites: 1 }],
    [{ 'validityChanges.docNo': 1 }],
    // Sparse: few texts have files.
    [{ 'attachments.file': 1 }, { sparse: true }],
    // A chain of alerts does not fork: each notice is followed by one at the most, whoever publishes first.
    [
      { follows: 1, status: 1 },
      { unique: true, partialFilterExpression: { follows: { $type: 'string' }, status: 'published' } },
    ],
    [{ level: 1, effectiveTo: 1 }, { partialFilterExpression: { level: { $type: 'string' } } }],
    [{ changedAt: 1, _id: 1 }],
    [{ status: 1, changedAt: -1, _id: -1 }],
    [{ authors: 1, changedAt: -1, _id: -1 }],
    [{ 'schedule.at': 1 }, { partialFilterExpression: { 'schedule.at': { $exists: true } } }],
    [{ 'pendingEvents.at': 1 }, { partialFilterExpression: { 'pendingEvents.0': { $exists: true } } }],
  ],
);
