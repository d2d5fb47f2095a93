import { findDocNumbers, findOrderNumbers, type FoundNumber } from '../documents/docNumber';

/** One document that a text names: by number, by title in 《》, or both, as printed. Offsets are into the text. */
export interface Reference {
  docNo: string | null;
  title: string | null;
  offset: number;
  end: number;
}

/** What may stand between a title and its number: `《…》的通知（某政发〔2020〕3号）`, `《…》（2012年3月5日某市人民政府令第5号）`. */
const BEFORE_NUMBER = /^(?:的?(?:通知|决定|意见|办法|规定))?[（([【〔](?:\d{4}年\d{1,2}月\d{1,2}日|原|见)?$/;
const AFTER_NUMBER = /^[^（）()《》]{0,12}[）)\]】〕]/;
/** What may stand between a number and its title: `某政发〔2020〕3号文件《…》`. */
const BEFORE_TITLE = /^(?:文件?)?[（(]?$/;

interface Quoted {
  title: string;
  offset: number;
  end: number;
}

/** Titles in 《》; inner ones belong to the outer. */
function quotedTitles(text: string): Quoted[] {
  const found: Quoted[] = [];
  let depth = 0;
  let open = -1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '《') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (char === '》' && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ title: text.slice(open + 1, at), offset: open, end: at + 1 });
    }
    if (depth > 0 && at - open > LONGEST_TITLE) {
      depth = 0;
      at = open;
    }
  }
  return found;
}

const LONGEST_TITLE = 120;

/** The documents a text without white space names, in order. */
export function referencesIn(text: string): Reference[] {
  const titles = quotedTitles(text);
  const numbers = [...findDocNumbers(text), ...findOrderNumbers(text)]
    .sort((a, b) => a.offset - b.offset)
    .filter((number, index, all) => index === 0 || number.offset >= endOf(all[index - 1]));
  const used = new Set<FoundNumber>();
  const named = titles.map((quoted): Reference => {
    const after = numbers.find((number) => number.offset >= quoted.end);
    if (after !== undefined && BEFORE_NUMBER.test(text.slice(quoted.end, after.offset))) {
      used.add(after);
      const close = AFTER_NUMBER.exec(text.slice(endOf(after)))?.[0].length ?? 0;
      return { docNo: after.docNo, title: quoted.title, offset: quoted.offset, end: endOf(after) + close };
    }
    const before = numbers.findLast((number) => endOf(number) <= quoted.offset);
    if (before !== undefined && !used.has(before) && BEFORE_TITLE.test(text.slice(endOf(before), quoted.offset))) {
      used.add(before);
      return { docNo: before.docNo, title: quoted.title, offset: before.offset, end: quoted.end };
    }
    return { docNo: null, title: quoted.title, offset: quoted.offset, end: quoted.end };
  });
  const alone = numbers
    .filter(
      (number) => !used.has(number) && !named.some((each) => number.offset >= each.offset && number.offset < each.end),
    )
    .map((number): Reference => ({ docNo: number.docNo, title: null, offset: number.offset, end: endOf(number) }));
  return [...named, ...alone].sort((a, b) => a.offset - b.offset);
}

const endOf = (number: FoundNumber | undefined): number => (number === undefined ? 0 : number.offset + number.length);
