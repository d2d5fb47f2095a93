import MiniSearch from 'minisearch';
import mongoose from 'mongoose';
import sqlite from 'node-sqlite3-wasm';
import path from 'node:path';
import { NoticeIndex, type NoticeIndexRecord } from '../../src/search/fulltext';
import { generalJieba } from '../../src/words';

/** A plain full-text engine over the same tokens: the best ten ids for the words of a query. */
export interface Peer {
  name: string;
  search: (query: string) => Promise<string[]>;
  close: () => Promise<void>;
}

const LIMIT = 10;
const BATCH = 2000;
const wordsOf = (query: string) =>
  [...new Set(generalJieba().cutForSearch(query, true))].filter((word) => /[\p{L}\p{N}]/u.test(word));

async function eachBatch(work: (rows: { _id: string; text: string }[]) => Promise<void> | void): Promise<void> {
  let batch: { _id: string; text: string }[] = [];
  for await (const row of NoticeIndex.find({}, 'plain title')
    .lean<NoticeIndexRecord[]>()
    .cursor({ batchSize: BATCH })) {
    batch.push({ _id: row._id, text: wordsOf(`${row.title}\n${row.plain}`).join(' ') });
    if (batch.length < BATCH) continue;
    await work(batch);
    batch = [];
  }
  if (batch.length > 0) await work(batch);
}

/** MongoDB's own `$text` index over the tokens, ranked by its text score. */
export async function mongoText(): Promise<Peer> {
  const collection = mongoose.connection.collection<{ _id: string; text: string }>('benchtext');
  await eachBatch(async (rows) => void (await collection.insertMany(rows)));
  await collection.createIndex({ text: 'text' }, { default_language: 'none' });
  return {
    name: 'MongoDB $text',
    search: async (query) => {
      const words = wordsOf(query).join(' ');
      if (words === '') return [];
      const score = { $meta: 'textScore' } as const;
      const rows = await collection
        .find({ $text: { $search: words } }, { projection: { _id: 1, score } })
        .sort({ score })
        .limit(LIMIT)
        .toArray();
      return rows.map((row) => row._id);
    },
    close: async () => void (await collection.drop()),
  };
}

/** SQLite's FTS5 over the tokens in a file, ranked by its bm25. */
export async function sqliteFts(folder: string): Promise<Peer> {
  const db = new sqlite.Database(path.join(folder, 'fts.sqlite'));
  db.exec(`CREATE VIRTUAL TABLE notice USING fts5(id UNINDEXED, text, tokenize="unicode61")`);
  await eachBatch((rows) => {
    db.exec('BEGIN');
    const insert = db.prepare('INSERT INTO notice(id, text) VALUES (?, ?)');
    for (const row of rows) insert.run([row._id, row.text]);
    insert.finalize();
    db.exec('COMMIT');
  });
  const find = db.prepare('SELECT id FROM notice WHERE notice MATCH ? ORDER BY rank LIMIT 10');
  return {
    name: 'SQLite FTS5',
    search: (query) => {
      const match = wordsOf(query)
        .map((word) => `"${word.replaceAll('"', '')}"`)
        .join(' OR ');
      return Promise.resolve(match === '' ? [] : find.all([match]).map((row) => row.id as string));
    },
    close: () => {
      find.finalize();
      db.close();
      return Promise.resolve();
    },
  };
}

/** MiniSearch over the tokens, in this process. */
export async function miniSearch(): Promise<Peer> {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  await eachBatch((rows) => index.addAll(rows.map(({ _id, text }) => ({ id: _id, text }))));
  return {
    name: 'MiniSearch',
    search: (query) => {
      const found = index.search(wordsOf(query).join(' '), { combineWith: 'OR' });
      return Promise.resolve(found.slice(0, LIMIT).map(({ id }) => String(id)));
    },
    close: () => Promise.resolve(index.removeAll()),
  };
}
