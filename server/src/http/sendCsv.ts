import { stringify } from 'csv-stringify';
import type { Context } from 'koa';
import { pipeline } from 'node:stream';

/** The columns of a table: the member of a row and what stands above it. */
export type Columns<Row> = readonly { key: keyof Row & string; header: string }[];

/**
 * Answers a table as CSV, read while it is sent. Cells that a spreadsheet would take for a formula begin with an
 * apostrophe; the byte order mark tells Excel and WPS that it is UTF-8.
 */
export function sendCsv<Row>(ctx: Context, filename: string, columns: Columns<Row>, rows: AsyncIterable<Row>): void {
  const csv = stringify({ header: true, columns: [...columns], bom: true, escape_formulas: true });
  // What goes wrong on the way destroys the stream, and with it the answer.
  pipeline(rows, csv, () => undefined);
  ctx.attachment(filename);
  ctx.body = csv;
}
