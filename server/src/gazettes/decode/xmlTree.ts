import { isTag, isText, type Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';

export type XmlNode = Element;

/** The name of an element without its namespace prefix. */
export const nameOf = (node: XmlNode): string => node.name.slice(node.name.indexOf(':') + 1);

/** The root element of an XML part, or null when there is none. Entities of its own (DTD) are not expanded. */
export function parseXml(part: Buffer | undefined): XmlNode | null {
  if (part === undefined) return null;
  const text = part[0] === 0xff && part[1] === 0xfe ? part.toString('utf16le') : part.toString('utf8');
  return parseDocument(text, { xmlMode: true }).children.find(isTag) ?? null;
}

/** The child elements, all or those of a name. */
export function elements(node: XmlNode | null | undefined, name?: string): XmlNode[] {
  return (node?.children ?? []).filter(isTag).filter((child) => name === undefined || nameOf(child) === name);
}

/** The first child element of a name, found along a path of names. */
export function element(node: XmlNode | null | undefined, ...path: string[]): XmlNode | undefined {
  let at = node ?? undefined;
  for (const name of path) at = at?.children.filter(isTag).find((child) => nameOf(child) === name);
  return at;
}

/** Every element of a name below a node, in document order; what lies inside a found one is not searched. */
export function descendants(node: XmlNode, name: string): XmlNode[] {
  return elements(node).flatMap((child) => (nameOf(child) === name ? [child] : descendants(child, name)));
}

/** The value of an attribute, whatever its prefix. */
export function attribute(node: XmlNode | undefined, name: string): string | undefined {
  if (node === undefined) return undefined;
  return Object.entries(node.attribs).find(([key]) => key.slice(key.indexOf(':') + 1) === name)?.[1];
}

/** The text directly inside an element. */
export const textOf = (node: XmlNode): string =>
  node.children.map((child) => (isText(child) ? child.data : '')).join('');

/** An on/off property of WordprocessingML: present and not switched off. */
export function isOn(node: XmlNode | undefined): boolean {
  return node !== undefined && !['0', 'false', 'off', 'none'].includes(attribute(node, 'val') ?? '1');
}
