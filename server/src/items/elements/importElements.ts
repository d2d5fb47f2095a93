import type { ElementsImportReport } from '@shuozhi/shared/api';
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { AppError } from '../../errors';
import { forgetCatalogue } from '../catalogue';
import { Items, type ItemRecord } from '../model';
import { checkRows, type ElementsChange } from './checkRows';
import { readTable } from './readTable';

/** An import that was accepted; written whole before the first item changes, so that a crash cannot leave half of it. */
interface ElementsImportRecord {
  _id: string;
  by: string;
  at: Date;
  done: boolean;
  changes: ElementsChange[];
}

const { Mixed } = mongoose.Schema.Types;
const schema = new mongoose.Schema<ElementsImportRecord>(
  {
    _id: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    done: { type: Boolean, required: true },
    changes: { type: Mixed, required: true },
  },
  { collection: 'itemimports', versionKey: false, minimize: false },
);
schema.index({ done: 1, at: 1 });
const ElementsImports = mongoose.model<ElementsImportRecord>('ElementsImport', schema);

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
  const left = await ElementsImports.find({ done: false }).sort({ at: 1 }).lean<ElementsImportRecord[]>();
  for (const record of left) await apply(record);
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
  const items = new Map((await Items.find().lean<ItemRecord[]>()).map((item) => [item._id, item]));
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
  const record = { _id, by: options.by, at: options.now, done: false, changes };
  await ElementsImports.create(record);
  await apply(record);
  return report;
}
