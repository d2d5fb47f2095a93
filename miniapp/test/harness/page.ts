import type { Activity } from './activity';
import type { PageDefinition } from './sandbox';
import type { Taps } from './taps';
import { attribute, collect, datasetOf, matcher, textOf, type Hit, type ViewNode } from './viewNode';
import type { Renderer } from './wxml';

/** One `setData` call. */
export interface SetData {
  page: string;
  /** Size of the data as JSON in UTF-8. */
  bytes: number;
}

interface PageParts {
  id: number;
  name: string;
  query: Record<string, string>;
  definition: PageDefinition;
  renderer: Renderer;
  activity: Activity;
  taps: Taps;
  onSetData(call: SetData): void;
}

type Handler = (argument?: unknown) => unknown;

/** An open page: its data as `setData` left it, its view as wcc renders it, and a finger. */
export class Page {
  readonly name: string;
  readonly instance: Record<string, unknown> & { data: Record<string, unknown> };

  constructor(private readonly parts: PageParts) {
    const { definition, id, name, query } = parts;
    this.name = name;
    this.instance = {
      ...definition,
      data: copied(definition.data ?? {}),
      route: name,
      __route__: name,
      __wxExparserNodeId__: `node-${id}`,
      __wxWebviewId__: id,
      options: query,
      setData: (patch: Record<string, unknown>, callback?: () => void) => this.setData(patch, callback),
      selectComponent: () => null,
      selectAllComponents: () => [],
      getOpenerEventChannel: () => ({ on() {}, emit() {} }),
    };
  }

  /** The page as rendered now. */
  view(): ViewNode {
    return this.parts.renderer.render(this.name, this.instance.data);
  }

  /** The words a reader sees. */
  text(): string {
    return textOf(this.view());
  }

  /** Everything that `selector` names, see `matcher`. */
  all(selector: string): Hit[] {
    return collect(this.view(), matcher(selector));
  }

  /** The first element that `selector` names. Throws with the page's words when there is none. */
  find(selector: string): Hit {
    const [hit] = this.all(selector);
    if (!hit) throw new Error(`${selector} is not on ${this.name}:\n${this.text().slice(0, 600)}`);
    return hit;
  }

  has(selector: string): boolean {
    return this.all(selector).length > 0;
  }

  /** A tap, which bubbles. Resolves when everything it set off has ended. */
  async tap(target: string | Hit): Promise<void> {
    const hit = typeof target === 'string' ? this.find(target) : target;
    const run = this.handlersOf('tap', [hit.node, ...hit.ancestors], hit.node, {});
    this.parts.taps.during(() => run.forEach((call) => call()));
    await this.parts.activity.idle();
  }

  /** Text typed into a field. */
  async type(selector: string, value: string): Promise<void> {
    await this.fire(selector, 'input', { value, cursor: value.length });
  }

  /** An event that does not bubble: input, confirm, change, focus … */
  async fire(selector: string, type: string, detail: object): Promise<void> {
    const { node } = this.find(selector);
    this.handlersOf(type, [node], node, detail).forEach((call) => call());
    await this.parts.activity.idle();
  }

  /** Calls a hook of the page's life, such as onReachBottom. Throws when the page has none. */
  async hook(name: string, argument?: unknown): Promise<unknown> {
    const hook = this.instance[name];
    if (typeof hook !== 'function') throw new Error(`${this.name} has no ${name}`);
    const answer: unknown = (hook as Handler).call(this.instance, argument);
    await this.parts.activity.idle();
    return answer;
  }

  /** Calls a hook where the page has it. */
  tell(name: string, argument?: unknown): void {
    const hook = this.instance[name];
    if (typeof hook === 'function') (hook as Handler).call(this.instance, argument);
  }

  private handlersOf(type: string, path: ViewNode[], target: ViewNode, detail: object): (() => void)[] {
    const calls: (() => void)[] = [];
    for (const node of path) {
      const stop = attribute(node, `catch${type}`);
      const name = stop || attribute(node, `bind${type}`);
      if (name) calls.push(() => (this.instance[name] as Handler)(eventOf(type, target, node, detail)));
      if (stop) break;
    }
    if (calls.length === 0) throw new Error(`nothing takes ${type} at ${textOf(target).slice(0, 40) || target.tag}`);
    return calls;
  }

  private setData(patch: Record<string, unknown>, callback?: () => void): void {
    const json = JSON.stringify(patch);
    this.parts.onSetData({ page: this.name, bytes: Buffer.byteLength(json) });
    for (const [path, value] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
      assign(this.instance.data, path, value);
    }
    if (callback) this.parts.activity.clock.setTimeout(() => callback.call(this.instance), 0);
  }
}

function eventOf(type: string, target: ViewNode, current: ViewNode, detail: object) {
  const described = (node: ViewNode) => ({
    id: attribute(node, 'id'),
    dataset: datasetOf(node),
    offsetLeft: 0,
    offsetTop: 0,
  });
  return {
    type,
    timeStamp: Date.now(),
    target: described(target),
    currentTarget: described(current),
    detail,
    touches: [],
    changedTouches: [],
    mark: {},
    mut: false,
  };
}

function copied<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Sets `a.b[0].c` below `root`, making what is missing on the way. */
function assign(root: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  let place = root;
  keys.slice(0, -1).forEach((key, index) => {
    if (typeof place[key] !== 'object' || place[key] === null)
      place[key] = /^\d+$/.test(keys[index + 1] ?? '') ? [] : {};
    place = place[key] as Record<string, unknown>;
  });
  place[keys.at(-1) ?? ''] = value;
}
