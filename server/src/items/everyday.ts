import departmentAliases from '../../data/departments.json';
import itemNames from '../../data/search/item-names.json';

/** Names by which people ask for an item, by item id. */
export const EVERYDAY_NAMES: Readonly<Record<string, readonly string[]>> = itemNames;

/** Other names of departments: short forms, and the offices they were made from. */
export const DEPARTMENT_ALIASES: Readonly<Record<string, readonly string[]>> = departmentAliases;

const canonical = new Map(
  Object.entries(DEPARTMENT_ALIASES).flatMap(([name, aliases]) => [name, ...aliases].map((alias) => [alias, name])),
);

/** The department as the catalogue writes it, for whatever people call it; the text itself when it is none of ours. */
export function departmentNamed(text: string): string {
  const short = text.replace(/^朔州(?=市)/, '').trim();
  return canonical.get(short) ?? canonical.get(short.replace(/^市/, '')) ?? short;
}
