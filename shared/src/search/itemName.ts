/** The name of an item, taken apart: what it is about, what it leaves out, what it is limited to. */
export interface ItemName {
  /** Name without the limits and exclusions. */
  head: string;
  /** Text of `（除…）`, `（不含…）`, `（…除外）`; empty when there is none. */
  excludes: string;
  /** Text of `（仅包含…）`; empty when the item is not limited. */
  only: string;
}

const BRACKETS = /[（(]([^（）()]*)[）)]/g;

/** Takes the name of an item apart by its bracketed remarks. */
export function parseItemName(name: string): ItemName {
  let excludes = '';
  let only = '';
  const head = name.replace(BRACKETS, (whole, inner: string) => {
    if (/^(除|不含|不包括|不包含)|除外$/.test(inner)) excludes += ` ${inner}`;
    else if (/^(仅|只限|限于)/.test(inner)) only += ` ${inner}`;
    else return whole;
    return ' ';
  });
  return { head, excludes: excludes.trim(), only: only.trim() };
}

/** The coordinate parts of a name: a name that lists several matters answers for each of them. */
export function partsOfName(head: string): string[] {
  return head
    .replace(BRACKETS, ' ')
    .split(/[、，,；;（）()《》\s]|或者|以及|及其|或|及|和(?!气)/)
    .filter((part) => part.length > 1);
}
