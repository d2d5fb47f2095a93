const TIMES_ELSEWHERE = 3;

/**
 * Indexes of rows whose cells may have slipped into other columns: a cell beyond the printed head that few rows have,
 * or a word that everywhere else stands in another column. A table with merged cells loses them in extraction.
 */
export function misplacedCells(header: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const uses = new Map<string, Map<number, number>>();
  for (const row of rows) {
    row.forEach((cell, column) => {
      if (!isWord(cell)) return;
      const columns = uses.get(cell) ?? new Map<number, number>();
      columns.set(column, (columns.get(column) ?? 0) + 1);
      uses.set(cell, columns);
    });
  }
  const last = header.length - 1;
  const beyond = header[last] === '' && rows.filter((row) => (row[last] ?? '') !== '').length * 2 < rows.length;
  return rows.flatMap((row, index) => {
    const slipped = row.some((cell, column) => {
      const columns = uses.get(cell);
      if (columns === undefined || columns.get(column) !== 1) return false;
      return [...columns].some(([other, count]) => other !== column && count >= TIMES_ELSEWHERE);
    });
    return slipped || (beyond && (row[last] ?? '') !== '') ? [index] : [];
  });
}

function isWord(cell: string): boolean {
  return /[\u4e00-\u9fa5]{2}/.test(cell);
}
