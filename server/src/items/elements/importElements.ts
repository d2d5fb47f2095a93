import type { ElementsImportReport } from '@shuozhi/shared/api';
import { createHash } from 'node:crypto';
import { defineModel, Mixed } from '../../database';
import { AppError } from '../../errors';
import { forgetCatalogue } from '../catalogue';
import { Items } from '../model';
import { checkRows, type ElementsChange } from './checkRows';
import { columnLabel } from './columns';
import { readTable } from './readTable';

/** An import that was accepted; written whole before the first item changes, so that a crash cannot leave half of it. */
interface ElementsImportRecord {
  _id: string;
  by: string;
  at: Date;
  done: boolean;
  /** Whether the followers' campaigns were derived. */
  relayed: boolean;
  changes: ElementsChange[];
}

const ElementsImports = defineModel<ElementsImportRecord>(
  'itemimports',
  {
    by: { type: String, required: true },
    at: { type: Date, required: true },
    done: { type: Boolean, required: true },
    relayed: { type: Boolean, default: false },
    changes: { type: Mixed, required: true },
  },
  [[{ done: 1, relayed: 1, at: 1 }]],
);

async function apply({ _id, changes, at }: ElementsImportRecord): Promise<void> {
  await Items.bulkWrite(
    changes.map(({ id, set }) => ({
      updateOne: {
        filter: { _id: id },
        update: {
          $set: {
            ...Object.fromEntries(Object.entries(set).map(([key, value]) => [`elements.${key}`, value])),
            updatedAt: at,
          },
        },
      },
    })),
    { ordered: false },
  );
  await ElementsImports.updateOne({ _id }, { $set: { done: true } });
  forgetCatalogue();
}

/** Finishes imports whose process died in the middle, oldest first; running it again changes nothing. */
export async function finishElementsImports(): Promise<number> {
  const left = await ElementsImports.find({ done: false }).sort({ at: 1 }).lean();
  for (const record of left) await apply(record);
  return left.length;
}

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
 * Relays the changes of finished imports, oldest import first; what `publish` did not come to is relayed again, so it must be
 * idempotent.
 * @returns how many imports were relayed
 */
export async function relayItemChanges(publish: (changes: ItemChange[]) => Promise<unknown>): Promise<number> {
  const left = await ElementsImports.find({ done: true, relayed: false }).sort({ at: 1 }).lean();
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

/**
 * Imports elements of items from a table. With any error nothing is stored.
 * @param options.dryRun check and report only
 * @param options.by who imports, for the record
 * @throws AppError `invalid_input` when the file is no table, and (not in a dry run) when rows are wrong, each named
 */
export async function importElements(
  file: { bytes: Uint8Array; format: 'csv' | 'xlsx' },
  options: { dryRun: boolean; by: string; now: Date },
): Promise<ElementsImportReport> {
  const rows = await readTable(file.bytes, file.format);
  const items = new Map((await Items.find().lean()).map((item) => [item._id, item]));
  const { changes, unchanged, errors } = checkRows(rows, items);
  const changed = changes.map(({ id, name, columns }) => ({ id, name, columns }));
  const report = { dryRun: options.dryRun, rows: rows.length, changed, unchanged, errors };
  if (options.dryRun) return report;
  if (errors.length > 0) {
    throw new AppError('invalid_input', {
      detail: `表格有 ${errors.length} 处错误，没有存入任何内容`,
      errors: errors.map(({ row, column, message }) => ({ path: `第 ${row} 行 ${column ?? ''}`.trim(), message })),
    });
  }
  if (changes.length === 0) return report;
  await finishElementsImports();
  const _id = createHash('sha256')
    .update(options.now.toISOString())
    .update(JSON.stringify(changes))
    .digest('hex')
    .slice(0, 24);
  const record = { _id, by: options.by, at: options.now, done: false, relayed: false, changes };
  await ElementsImports.create(record);
  await apply(record);
  return report;
}
