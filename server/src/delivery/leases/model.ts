import { defineModel } from '../../database';

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

export const Leases = defineModel<LeaseRecord>(
  'pushleases',
  {
    holder: { type: String, default: null },
    host: { type: String, default: null },
    pid: { type: Number, default: null },
    heartbeat: { type: Number, required: true },
  },
  [[{ holder: 1 }]],
);
