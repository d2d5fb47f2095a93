import { defineModel, Mixed } from '../../database';

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
  /** On a worker's own lease: for how many seconds the provider has seemed down to it, and the last code; null while it is well. */
  providerDown?: ProviderDown | null;
}

/** What a worker sees of a provider that is down. */
export interface ProviderDown {
  seconds: number;
  /** The provider's last code. */
  code: number;
}

export const Leases = defineModel<LeaseRecord>(
  'pushleases',
  {
    holder: { type: String, default: null },
    host: { type: String, default: null },
    pid: { type: Number, default: null },
    heartbeat: { type: Number, required: true },
    providerDown: Mixed,
  },
  [[{ holder: 1 }]],
);
