import { Parser } from 'htmlparser2';

const BLOCKS = new Set('p h1 h2 h3 h4 h5 h6 li ul ol table thead tbody tr div'.split(' '));
const MAX_SPAN = 50;

/** The lines of HTML: a line a block, a tabbed line a table row. A cell over several columns leaves the others empty. */
export function htmlToLines(html: string): string {
  let text = '';
  let cell: { text: string; span: number } | null = null;
  let cells: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'tr') cells = [];
      if (name === 'td' || name === 'th') cell = { text: '', span: Number(attributes.colspan ?? 1) };
      if (name === 'br') add(cell === null ? '\n' : ' ');
    },
    ontext: (data) => add(data),
    onclosetag(name) {
      if ((name === 'td' || name === 'th') && cell !== null) {
        const empty = Array.from({ length: Math.min(cell.span, MAX_SPAN) - 1 || 0 }, () => '');
        cells.push(cell.text.replace(/\s+/g, ' ').trim(), ...empty);
        cell = null;
      } else if (name === 'tr') text += `\n${cells.join('\t')}\n`;
      else if (BLOCKS.has(name)) add(cell === null ? '\n' : ' ');
    },
  });
  const add = (data: string): void => {
    if (cell === null) text += data;
    else cell.text += data;
  };
  parser.end(html);
  return text
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+$/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}
