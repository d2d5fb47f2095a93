/**
 * HTML from Word, WPS or a web page, ready for our blocks: a line break begins a paragraph, for our paragraphs have
 * none; comments and the style sheets that Office adds are taken out.
 */
export function preparePasted(html: string): string {
  return html
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<(style|script|xml|o:p)\b[^]*?<\/\1>/gi, '')
    .replace(
      /(<td\b[^>]*>|<th\b[^>]*>)([^]*?)(<\/t[dh]>)/gi,
      (_, open: string, cell: string, close: string) => open + asParagraphs(cell) + close,
    )
    .replace(/<p\b[^>]*>([^]*?)<\/p>/gi, (_, inner: string) => asParagraphs(inner));
}

const BREAK = /<br\b[^>]*>/i;

/** Each line as a paragraph; text that already is in paragraphs stays. */
function asParagraphs(html: string): string {
  if (/<p\b/i.test(html)) return html;
  return html
    .split(BREAK)
    .map((line) => `<p>${line}</p>`)
    .join('');
}
