import type { ElementsImportReport, ItemElements, StaffAccount } from '@shuozhi/shared/api';
import { contentHash, proposeChange, type ChangeKind, type ChangeRequest } from '../../approvals';
import { defineModel, Mixed } from '../../database';
import { AppError } from '../../errors';
import { forgetCatalogue } from '../catalogue';
import { departmentNamed } from '../everyday';
import { Items, type ItemRecord } from '../model';
import { checkRows, type ElementsChange } from './checkRows';
import { columnLabel } from './columns';
import { readTable } from './readTable';

/** What an approved import changed, until the followers of the items are told. */
interface ElementsImportRecord {
  /** Id of the change request. */
  _id: string;
  at: Date;
  /** Whether the followers' campaigns were derived. */
  relayed: boolean;
  changes: ElementsChange[];
}

const ElementsImports = defineModel<ElementsImportRecord>(
  'itemimports',
  {
    at: { type: Date, required: true },
    relayed: { type: Boolean, default: false },
    changes: { type: Mixed, required: true },
  },
  [[{ relayed: 1, at: 1 }]],
);

/** The elements of an item that a change names, as one text to compare. */
const valuesIn = (elements: Partial<ItemElements>, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => elements[column as keyof ItemElements] ?? null));

/** @throws AppError `conflict` when an item has other elements than those that were to be replaced */
async function assertUnchanged(changes: readonly ElementsChange[]): Promise<void> {
  const items = await Items.find({ _id: { $in: changes.map(({ id }) => id) } }, 'elements').lean();
  const byId = new Map(items.map((item) => [item._id, item.elements]));
  const moved = changes.filter(({ id, columns, before, set }) => {
    const now = valuesIn(byId.get(id) ?? {}, columns);
    // As it was, or as it shall be: applied before the process died.
    return now !== valuesIn(before, columns) && now !== valuesIn(set, columns);
  });
  if (moved.length === 0) return;
  const errors = moved.map(({ id, name }) => ({ path: id, message: `${name}的要素在此期间已改动` }));
  throw new AppError('conflict', { detail: '有事项的要素在此期间已改动，请重新导入', errors });
}

/** Elements of items by a table: every import is a change request of its own. */
export const elementsKind: ChangeKind<{ changes: ElementsChange[] }, void> = {
  name: 'items.elements',
  marksOf: ({ changes }) => changes.flatMap(({ id, columns }) => columns.map((column) => `${id}.${column}`)),
  apply: async ({ _id, payload: { changes } }, now) => {
    await assertUnchanged(changes);
    await Items.bulkWrite(
      changes.map(({ id, set }) => {
        const elements: [string, unknown][] = Object.entries(set).map(([key, value]) => [`elements.${key}`, value]);
        const update = { $set: { ...Object.fromEntries(elements), updatedAt: now } };
        return { updateOne: { filter: { _id: id }, update } };
      }),
      { ordered: false },
    );
    await ElementsImports.updateOne({ _id }, { $setOnInsert: { at: now, relayed: false, changes } }, { upsert: true });
    forgetCatalogue();
  },
};

/** The change of one item that its followers are notified of. */
export interface ItemChange {
  itemId: string;
  /** Of the item's content: the same version is relayed once. */
  version: string;
  name: string;
  changeNote: string;
  at: Date;
}

/**
 * Relays the changes of applied imports, oldest import first; what `publish` did not come to is relayed again, so it must
 * be idempotent.
 * @returns how many imports were relayed
 */
export async function relayItemChanges(publish: (changes: ItemChange[]) => Promise<unknown>): Promise<number> {
  const left = await ElementsImports.find({ relayed: false }).sort({ at: 1 }).lean();
  for (const { _id, changes, at } of left) {
    await publish(
      changes.map(({ id, name, columns }) => ({
        itemId: id,
        version: _id,
        name,
        at,
        changeNote: `更新了${columns.map(columnLabel).join('、')}`,
      })),
    );
    await ElementsImports.updateOne({ _id }, { $set: { relayed: true } });
  }
  return left.length;
}

/** Whether an item is a department's own, by whichever of its names. */
const isOf = (item: Pick<ItemRecord, 'department' | 'handledBy'> | undefined, department: string): boolean =>
  item !== undefined && (item.department === departmentNamed(department) || item.handledBy === department);

/**
 * Proposes the elements of items that a table holds. With any error nothing is stored.
 * @param options.author who imports; null: check and report only
 * @returns what would change, and the change request (null when nothing is proposed)
 * @throws AppError `forbidden` for items of others than the author's department, `invalid_input` when the file is no table, and (not in a check) when rows are wrong, each named
 */
export async function importElements(
  file: { bytes: Uint8Array; format: 'csv' | 'xlsx' },
  { author, now }: { author: Pick<StaffAccount, 'id' | 'department'> | null; now: Date },
): Promise<{ report: Omit<ElementsImportReport, 'change'>; change: ChangeRequest | null }> {
  const rows = await readTable(file.bytes, file.format);
  const items = new Map((await Items.find().lean()).map((item) => [item._id, item]));
  const { changes, unchanged, errors } = checkRows(rows, items);
  const changed = changes.map(({ id, name, columns }) => ({ id, name, columns }));
  const report = { dryRun: author === null, rows: rows.length, changed, unchanged, errors };
  if (author === null) return { report, change: null };
  if (errors.length > 0) {
    throw new AppError('invalid_input', {
      detail: `表格有 ${errors.length} 处错误，没有存入任何内容`,
      errors: errors.map(({ row, column, message }) => ({ path: `第 ${row} 行 ${column ?? ''}`.trim(), message })),
    });
  }
  if (changes.length === 0) return { report, change: null };
  const { department } = author;
  const others = department ? changes.filter(({ id }) => !isOf(items.get(id), department)) : [];
  if (others.length > 0) {
    throw new AppError('forbidden', {
      detail: `您只能修改“${department}”的事项`,
      errors: others.map(({ id, name }) => ({ path: id, message: `${name}不是“${department}”的事项` })),
    });
  }
  // Each import stands for itself; the same table again is the same proposal.
  const target = `elements-${contentHash(changes).slice(0, 16)}`;
  return { report, change: await proposeChange(elementsKind, { target, payload: { changes } }, author, now) };
}

/** What the audit says of an import that was proposed. */
export const proposedItems = (report: Pick<ElementsImportReport, 'changed'>, change: ChangeRequest): string =>
  `${report.changed.length} 项，待审批 ${change._id}`;
