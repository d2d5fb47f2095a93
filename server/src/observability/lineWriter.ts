import pino from 'pino';

const WARN = 40;
const LONGEST_LINE = 8 * 1024;
const LONGEST_VALUE = 256;
/** What stays of a line that is still too long when its values are cut. */
const ALWAYS = ['level', 'time', 'pid', 'action', 'requestId'];
/** Below sonic-boom's largest write (16 KB): with as much, its first line ended the process. */
const LOT = 8 * 1024;
const FLUSH_MS = 1000;

/** A line with its values cut, as JSON still; the newline included. */
function shorten(line: string): string {
  const fields = JSON.parse(line) as Record<string, unknown>;
  const short = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return [name, text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : value];
    }),
  );
  const cut = `${JSON.stringify({ ...short, truncated: true })}\n`;
  if (Buffer.byteLength(cut) <= LONGEST_LINE) return cut;
  const kept = Object.fromEntries(ALWAYS.flatMap((name) => (name in short ? [[name, short[name]]] : [])));
  return `${JSON.stringify({ ...kept, truncated: true })}\n`;
}

let stdout: ReturnType<typeof pino.destination> | undefined;
/** Standard output for the whole process; pino writes what is left when the process ends. */
const standardOutput = () =>
  (stdout ??= pino.destination({ dest: 1, sync: false, minLength: LOT, periodicFlush: FLUSH_MS }));

/**
 * Where pino writes its lines: none longer than 8 KB. On standard output they are written in lots, since a write for each
 * request costs more than its answer; warnings and worse at once.
 */
export function lineWriter(destination?: pino.DestinationStream): pino.DestinationStream {
  return {
    // Tells pino to note the level of each line in `lastLevel`.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string): void {
      const target = destination ?? standardOutput();
      // A character has at most three bytes in UTF-8 for each of its units.
      const long = line.length * 3 > LONGEST_LINE && Buffer.byteLength(line) > LONGEST_LINE;
      target.write(long ? shorten(line) : line);
      if (destination === undefined && this.lastLevel >= WARN) stdout?.flush();
    },
  } as pino.DestinationStream & { lastLevel: number };
}
