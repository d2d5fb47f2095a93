import type { ItemDetail, ItemSummary, Page } from '@shuozhi/shared/api';
import type { itemFacets, itemQuery } from '@shuozhi/shared/api';
import * as z from 'zod';
import { decodeCursor, encodeCursor } from '../database';
import { AppError } from '../errors';
import { noticeIdsByDocNo } from '../notices';
import { currentCatalogue } from './catalogue';
import { DEPARTMENT_ALIASES, departmentNamed } from './everyday';
import { Items, type ItemRecord } from './model';
import { presentDetail } from './present';

/** Items whose relevance is worth a place in a filtered list. */
const MOST_HITS = 100;

/** A cursor says how many rows were seen: the list is made from memory and changes seldom. */
const position = z.tuple([z.int().min(0)]);

/** Items by words, type and department: best first with words, else in the order of the catalogue. */
export async function listItems(query: z.output<typeof itemQuery>): Promise<Page<ItemSummary> & { total: number }> {
  const { items, search } = await currentCatalogue();
  const ranked = query.q ? search.search(query.q, MOST_HITS).items.map((hit) => hit.item) : items;
  const department = query.department === undefined ? undefined : departmentNamed(query.department);
  const matching = ranked.filter(
    (item) =>
      (query.type === undefined || item.type === query.type) &&
      (department === undefined || item.department === department || item.handledBy === query.department),
  );
  const [from] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, position);
  const end = from + query.limit;
  return {
    items: matching.slice(from, end),
    nextCursor: end < matching.length ? encodeCursor([end]) : null,
    total: matching.length,
  };
}

/** How many items each type and department has, most first. */
export async function itemFacetCounts(): Promise<z.output<typeof itemFacets>> {
  const { items, offline } = await currentCatalogue();
  const count = (key: 'type' | 'department') => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(item[key], (counts.get(item[key]) ?? 0) + 1);
    return [...counts].map(([name, n]) => ({ name, count: n })).sort((a, b) => b.count - a.count);
  };
  return {
    version: offline().version,
    types: count('type'),
    departments: count('department').map((one) => ({ ...one, aliases: [...(DEPARTMENT_ALIASES[one.name] ?? [])] })),
  };
}

/** The id of an item from what stands in an address: the id itself, or the scene form `i-283` of a QR code. */
function itemIdFrom(text: string): string {
  const scene = /^i-(\d{1,5})$/.exec(text);
  return scene ? `2020-${scene[1]}` : text;
}

/** @throws AppError `item_not_found` */
export async function findItem(id: string): Promise<ItemRecord> {
  const item = await Items.findById(itemIdFrom(id)).lean();
  if (!item) throw new AppError('item_not_found');
  return item;
}

/** An item with all that is known of it. */
export async function itemDetailOf(id: string): Promise<ItemDetail> {
  const item = await findItem(id);
  const [{ items }, notices] = await Promise.all([currentCatalogue(), noticeIdsByDocNo([item.basis.docNo])]);
  const sameName = items.filter((other) => other.name === item.name && other.id !== item._id);
  return presentDetail(item, notices.get(item.basis.docNo) ?? null, sameName);
}
