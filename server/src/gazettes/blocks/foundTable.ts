/** A table found in some lines: the lines from `from` up to `to` (indexes) belong to it. */
export interface FoundTable {
  from: number;
  to: number;
  caption?: string;
  header: string[];
  rows: string[][];
  /** Source line of each row, 1-based. */
  rowLines: number[];
  /** Source lines of rows whose cells may stand in other columns. */
  doubtfulLines?: number[];
  /** The lines as printed, instead of rows, when the columns cannot be told. */
  asPrinted?: string[];
}
