import mongoose from 'mongoose';

/**
 * Who owns what. A lease lives as long as its owner moves `beat`; others judge that by their own monotonic clocks, so that
 * a wall clock which jumps neither ends a lease nor prolongs one.
 */
export interface LeaseRecord {
  /** `part:0` …, `director`, or `worker:<id>` by which workers know of each other. */
  _id: string;
  owner: string | null;
  /** Process namespace and pid of the owner: on the same machine its death is seen at once. */
  home: string | null;
  pid: number | null;
  beat: number;
}

const schema = new mongoose.Schema<LeaseRecord>(
  {
    _id: { type: String, required: true },
    owner: { type: String, default: null },
    home: { type: String, default: null },
    pid: { type: Number, default: null },
    beat: { type: Number, required: true },
  },
  { collection: 'pushleases', versionKey: false },
);
schema.index({ owner: 1 });

export const Leases = mongoose.model<LeaseRecord>('PushLease', schema);
