import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Activity } from './activity';

/** What a page's file hands to `Page(…)`. */
export type PageDefinition = Record<string, unknown> & { data?: Record<string, unknown> };
export type AppDefinition = Record<string, unknown> & {
  onLaunch?(options: object): void;
  onShow?(options: object): void;
};

interface SandboxParts {
  dist: string;
  wx: object;
  activity: Activity;
  /** The instances of the open pages, the visible one last. */
  pages(): object[];
  onError(error: unknown): void;
}

/**
 * A bare JavaScript context like WeChat's: no DOM, no `localStorage`, no `eval` or `new Function`. Loads the files of
 * a build with `require` and keeps what they declare.
 */
export class Sandbox {
  app: AppDefinition | null = null;
  private readonly definitions = new Map<string, PageDefinition>();
  private readonly modules = new Map<string, { exports: unknown }>();
  private readonly context: vm.Context;
  private loading = '';

  constructor(private readonly parts: SandboxParts) {
    const quiet = () => undefined;
    const console = {
      log: quiet,
      info: quiet,
      warn: quiet,
      debug: quiet,
      error: (...args: unknown[]) => this.failed(args),
    };
    const globals = {
      console,
      ...parts.activity.clock,
      wx: parts.wx,
      App: (definition: AppDefinition) => void (this.app = { ...definition }),
      Page: (definition: PageDefinition) => void this.definitions.set(this.loading, definition),
      Component: () => undefined,
      Behavior: (definition: object) => definition,
      getApp: () => this.app,
      getCurrentPages: parts.pages,
      __wxConfig: { envVersion: 'develop' },
    };
    this.context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  }

  /** Runs a file of the build once, relative to its folder, and answers what it exports. */
  require(file: string): unknown {
    const full = path.join(this.parts.dist, file);
    const known = this.modules.get(full);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    this.modules.set(full, module);
    const code = `(function(require,module,exports){${fs.readFileSync(full, 'utf8')}\n})`;
    const run = vm.runInContext(code, this.context, { filename: full }) as (...args: unknown[]) => void;
    const folder = path.dirname(file);
    run(
      (name: string) => this.require(path.join(folder, name.endsWith('.js') ? name : `${name}.js`)),
      module,
      module.exports,
    );
    return module.exports;
  }

  /** The definition of a page, whose file and components are loaded on first use. */
  page(name: string): PageDefinition {
    const known = this.definitions.get(name);
    if (known) return known;
    const { usingComponents = {} } = readJson<{ usingComponents?: Record<string, string> }>(
      this.parts.dist,
      `${name}.json`,
    );
    for (const component of Object.values(usingComponents))
      this.require(`${path.join(path.dirname(name), component)}.js`);
    this.loading = name;
    this.require(`${name}.js`);
    const loaded = this.definitions.get(name);
    if (!loaded) throw new Error(`${name}.js calls no Page()`);
    return loaded;
  }

  private failed(args: unknown[]): void {
    const [first] = args;
    this.parts.onError(first instanceof Error ? first : new Error(args.map(String).join(' ')));
  }
}

/** A JSON file of a build. */
export function readJson<T>(dist: string, file: string): T {
  return JSON.parse(fs.readFileSync(path.join(dist, file), 'utf8')) as T;
}
