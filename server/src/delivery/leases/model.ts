import mongoose from 'mongoose';

/**
 * Who holds what. A lease lives as long as its holder increments `heartbeat`; others judge that by their own monotonic
 * clocks, so that a wall clock which jumps neither ends a lease nor prolongs one.
 */
export interface LeaseRecord {
  /** `partition:0` …, `coordinator`, or `worker:<id>` by which workers know of each other. */
  _id: string;
  holder: string | null;
  /** Process namespace and pid of the holder: on the same machine its death is seen at once. */
  host: string | null;
  pid: number | null;
  heartbeat: number;
}

const schema = new mongoose.Schema<LeaseRecord>(
  {
    _id: { type: String, required: true },
    holder: { type: String, default: null },
    host: { type: String, default: null },
    pid: { type: Number, default: null },
    heartbeat: { type: Number, required: true },
  },
  { collection: 'pushleases', versionKey: false },
);
schema.index({ holder: 1 });

export const Leases = mongoose.model<LeaseRecord>('PushLease', schema);
