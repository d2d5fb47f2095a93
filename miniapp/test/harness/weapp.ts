import path from 'node:path';
import { Activity } from './activity';
import { STANDARD_DEVICE, type Device } from './device';
import { Network, type SentRequest } from './network';
import { Page, type SetData } from './page';
import { readJson, Sandbox } from './sandbox';
import { Storage } from './storage';
import { Taps } from './taps';
import { createWx, type Navigator, type WxCall } from './wxApi';
import { wxmlOf } from './wxml';

export interface AppJson {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  tabBar?: { list: { pagePath: string; iconPath?: string; selectedIconPath?: string }[] };
}

export interface WeappOptions {
  /** Folder of the WeChat build. */
  dist: string;
  /** Scheme, host and port of the server that answers `wx.request`. */
  origin: string;
  device?: Device;
  login?(): Promise<string>;
  consent?(templateIds: string[]): Promise<Record<string, string>>;
}

/** Every page of a build, those of subpackages included. */
export function pagesOf(app: AppJson): string[] {
  const inPackages = (app.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => path.posix.join(root, page)),
  );
  return [...app.pages, ...inPackages];
}

/** The real WeChat build, running in Node: launch it, look at its pages and tap them. */
export class Weapp implements Navigator {
  /** What the program threw or wrote with `console.error`. */
  readonly errors: unknown[] = [];
  readonly calls: WxCall[] = [];
  readonly setDataCalls: SetData[] = [];
  readonly taps = new Taps();
  readonly storage = new Storage();
  readonly network: Network;
  readonly app: AppJson;
  private readonly activity = new Activity((error) => this.errors.push(error));
  private readonly sandbox: Sandbox;
  private readonly stack: Page[] = [];
  private launchOptions = {};
  private opened = 0;

  constructor(private readonly options: WeappOptions) {
    const { dist, origin, device = STANDARD_DEVICE } = options;
    this.app = readJson<AppJson>(dist, 'app.json');
    this.network = new Network(origin, this.activity);
    const wx = createWx({
      device,
      activity: this.activity,
      taps: this.taps,
      navigator: this,
      storage: this.storage.api,
      request: this.network.request,
      launchOptions: () => this.launchOptions,
      onCall: (call) => this.calls.push(call),
      login: options.login ?? (() => Promise.reject(new Error('nobody signs in here'))),
      consent: options.consent ?? ((ids) => Promise.resolve(Object.fromEntries(ids.map((id) => [id, 'accept'])))),
    });
    this.sandbox = new Sandbox({
      dist,
      wx,
      activity: this.activity,
      pages: () => this.stack.map((page) => page.instance),
      onError: (error) => this.errors.push(error),
    });
  }

  /** Starts the program on `url` (the first page when left out) and waits until it has come to rest. */
  async launch(url = this.app.pages[0] ?? ''): Promise<Page> {
    const { name, query } = split(url);
    this.launchOptions = { path: name, query, scene: 1001, referrerInfo: {} };
    this.sandbox.require('app.js');
    this.sandbox.app?.onLaunch?.(this.launchOptions);
    this.sandbox.app?.onShow?.(this.launchOptions);
    return this.open(url);
  }

  /** The visible page. */
  get top(): Page {
    const page = this.stack.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  /** Waits until the program has nothing more to do. */
  idle(): Promise<void> {
    return this.activity.idle();
  }

  /** Names of the `wx` functions called, oldest first. */
  called(name: string): WxCall[] {
    return this.calls.filter((call) => call.name === name);
  }

  requests(method: string, prefix: string): SentRequest[] {
    return this.network.sent.filter((request) => request.method === method && request.path.startsWith(prefix));
  }

  /** Stops every timer of the program. */
  dispose(): void {
    this.activity.dispose();
  }

  async navigateTo(url: string): Promise<void> {
    if (this.isTab(url)) throw new Error('can not navigateTo a tabbar page');
    if (this.stack.length >= 10) throw new Error('webview count limit exceed');
    this.top.tell('onHide');
    this.show(url);
  }

  async redirectTo(url: string): Promise<void> {
    this.close(1);
    this.show(url);
  }

  async reLaunch(url: string): Promise<void> {
    this.close(this.stack.length);
    this.show(url);
  }

  async switchTab(url: string): Promise<void> {
    if (!this.isTab(url)) throw new Error('can not switch to no-tabBar page');
    this.close(this.stack.length);
    this.show(url);
  }

  async navigateBack(delta: number): Promise<void> {
    this.close(Math.min(delta, this.stack.length - 1));
    this.top.tell('onShow');
  }

  private async open(url: string): Promise<Page> {
    const page = this.show(url);
    await this.activity.idle();
    return page;
  }

  private show(url: string): Page {
    const { name, query } = split(url);
    if (!pagesOf(this.app).includes(name)) throw new Error(`page "${name}" is not found`);
    this.opened += 1;
    const page = new Page({
      id: this.opened,
      name,
      query,
      definition: this.sandbox.page(name),
      renderer: wxmlOf(this.options.dist),
      activity: this.activity,
      taps: this.taps,
      onSetData: (call) => this.setDataCalls.push(call),
    });
    this.stack.push(page);
    page.tell('onLoad', { ...query });
    page.tell('onShow');
    void this.activity.clock.setTimeout(() => page.tell('onReady'), 0);
    return page;
  }

  private close(count: number): void {
    for (const page of this.stack.splice(this.stack.length - count, count).reverse()) page.tell('onUnload');
  }

  private isTab(url: string): boolean {
    const { name } = split(url);
    return (this.app.tabBar?.list ?? []).some(({ pagePath }) => pagePath === name);
  }
}

function split(url: string): { name: string; query: Record<string, string> } {
  const [name = '', search = ''] = url.replace(/^\//, '').split('?');
  return { name, query: Object.fromEntries(new URLSearchParams(search)) };
}
