const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

const plainText = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);

/** A row's cells with their spans: a cell over several columns leaves the others empty. */
function rowLine(row: string): string {
  const cells: string[] = [];
  for (const [, attributes = '', content = ''] of row.matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)) {
    cells.push(
      plainText(content.replace(/<\/p>|<br\s*\/?>/g, ' '))
        .replace(/\s+/g, ' ')
        .trim(),
    );
    const span = Number(/colspan="(\d{1,3})"/.exec(attributes)?.[1] ?? 1);
    for (let extra = 1; extra < Math.min(span, 50); extra += 1) cells.push('');
  }
  return cells.join('\t');
}

/** The lines of the small HTML that mammoth writes: a line a block, a tabbed line a table row. */
export function htmlToLines(html: string): string {
  const rows = html.replace(
    /<tr[^>]*>([\s\S]*?)<\/tr>/g,
    (_, row: string) => `\n${rowLine(row).replace(/</g, '&lt;')}\n`,
  );
  const lists = rows.replace(/<\/(?:p|h[1-6]|li|ul|ol|table|thead|tbody|tr|div)>|<br\s*\/?>/g, '\n');
  return plainText(lists)
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+$/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}
