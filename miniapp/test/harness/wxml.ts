import { wxmlToJs } from 'miniprogram-compiler';
import vm from 'node:vm';
import type { ViewNode, ViewTree } from './viewNode';

/** What the code that wcc generates answers for an element; children of components are not expanded yet. */
interface RawNode {
  tag: string;
  attr?: Record<string, unknown>;
  children?: (RawNode | string)[];
}
type Generated = (file: string) => (data: unknown, env: object, global: object) => RawNode;

/** Renders a page's WXML with its data. */
export interface Renderer {
  render(page: string, data: unknown): ViewNode;
}

/** Taro's component for deep trees: its own template `comp.wxml` over the properties `i` and `l`. */
const DEEP_COMPONENT = 'wx-comp';

const renderers = new Map<string, Renderer>();

/** The WXML of a build compiled by WeChat's own wcc. Compiled once for a folder. */
export function wxmlOf(dist: string): Renderer {
  const known = renderers.get(dist);
  if (known) return known;
  const box = vm.createContext({
    window: {},
    __wxConfig: {},
    setTimeout,
    console: { log() {}, warn() {}, error() {} },
  });
  const generated = vm.runInContext(`(function(){${wxmlToJs(dist)}})()`, box) as Generated;
  // Generated code tests `constructor === Object`: data must be of its own realm.
  const parse = vm.runInContext('(text) => JSON.parse(text)', box) as (text: string) => unknown;

  const raw = (file: string, data: unknown): RawNode => generated(file)(parse(JSON.stringify(data)), {}, {});
  const expand = (node: RawNode | string): ViewTree => {
    if (typeof node !== 'object') return String(node);
    const attr = node.attr ?? {};
    const children = node.tag === DEEP_COMPONENT ? [raw('comp.wxml', { i: attr.i, l: attr.l })] : (node.children ?? []);
    return { tag: node.tag, attr, children: children.map(expand) };
  };
  const renderer: Renderer = { render: (page, data) => expand(raw(`${page}.wxml`, data)) as ViewNode };
  renderers.set(dist, renderer);
  return renderer;
}
