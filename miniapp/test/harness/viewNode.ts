/** An element of a rendered page. `tag` is WeChat's, e.g. `wx-view`. */
export interface ViewNode {
  tag: string;
  attr: Record<string, unknown>;
  children: ViewTree[];
}
export type ViewTree = ViewNode | string;

/** An element with the elements around it, nearest first. */
export interface Hit {
  node: ViewNode;
  ancestors: ViewNode[];
}

const BLOCKS = new Set(['wx-view', 'wx-scroll-view', 'wx-button', 'wx-page']);

/** The words a reader sees, one line a block. */
export function textOf(tree: ViewTree): string {
  if (typeof tree === 'string') return tree;
  const text = tree.children.map(textOf).join('');
  return BLOCKS.has(tree.tag) && text !== '' ? `${text.replace(/\n+$/, '')}\n` : text;
}

/** An attribute as text; empty when it is missing or not plain. */
export function attribute(node: ViewNode, name: string): string {
  const value = node.attr[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** What a screen reader says of an element: its label, else its words. */
export function nameOf(node: ViewNode): string {
  return (attribute(node, 'ariaLabel') || textOf(node)).trim();
}

/** Elements that satisfy `test`, in reading order. */
export function collect(root: ViewNode, test: (node: ViewNode) => boolean): Hit[] {
  const hits: Hit[] = [];
  const walk = (node: ViewNode, ancestors: ViewNode[]): void => {
    if (test(node)) hits.push({ node, ancestors });
    for (const child of node.children) if (typeof child !== 'string') walk(child, [node, ...ancestors]);
  };
  walk(root, []);
  return hits;
}

/**
 * The test behind a selector: `#id`, `.class`, `label=…` (what a screen reader says contains …), `text=…` (the
 * innermost element whose words contain …), or an element's name without `wx-`.
 */
export function matcher(selector: string): (node: ViewNode) => boolean {
  const rest = selector.slice(1);
  if (selector.startsWith('#')) return (node) => node.attr.id === rest;
  if (selector.startsWith('.')) return (node) => attribute(node, 'class').split(/\s+/).includes(rest);
  if (selector.startsWith('label=')) {
    const words = selector.slice('label='.length);
    return (node) => attribute(node, 'ariaLabel').includes(words);
  }
  if (selector.startsWith('text=')) {
    const words = selector.slice('text='.length);
    const holds = (tree: ViewTree) => typeof tree !== 'string' && textOf(tree).includes(words);
    return (node) => node.tag.startsWith('wx-') && holds(node) && !node.children.some(holds);
  }
  return (node) => node.tag === `wx-${selector}`;
}

/** `data-some-name` attributes as `dataset.someName`. */
export function datasetOf(node: ViewNode): Record<string, unknown> {
  const pairs = Object.entries(node.attr).filter(([name]) => name.startsWith('data-'));
  const camel = (name: string) => name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(pairs.map(([name, value]) => [camel(name), value]));
}
