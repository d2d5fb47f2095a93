import { collect, nameOf, attribute, type ViewNode } from '../harness/viewNode';
import { pagesOf, Weapp } from '../harness/weapp';
import { consent, loginCode } from '../server/api';
import { everyPage, type PageUrl } from '../server/pages';
import { WEAPP_DIST } from '../server/paths';
import { startServer, type StartedServer } from '../server/startServer';

jest.setTimeout(180_000);

const AUDIT_LIMIT = 256 * 1024;
let server: StartedServer;
let pages: PageUrl[];

beforeAll(async () => {
  server = await startServer();
  pages = await everyPage(server);
});
afterAll(() => server?.stop());

const devices = [
  ['light', { theme: 'light', fontSizeSetting: 16 }],
  ['dark', { theme: 'dark', fontSizeSetting: 16 }],
  ['large text', { theme: 'light', fontSizeSetting: 23 }],
] as const;

test('the list of pages these tests open is complete', async () => {
  const app = new Weapp({ dist: WEAPP_DIST, origin: server.origin });
  expect([...new Set(pages.map(({ url }) => url.split('?')[0]))].sort()).toEqual(pagesOf(app.app).sort());
  app.dispose();
});

describe.each(devices)('in %s', (_name, device) => {
  test('every page renders, names what can be tapped and keeps setData small', async () => {
    const faults: string[] = [];
    for (const { name, url } of pages) {
      const app = new Weapp({
        dist: WEAPP_DIST,
        origin: server.origin,
        device,
        login: () => loginCode(server, 'zhang'),
        consent: (ids) => consent(server, 'zhang', ids),
      });
      const page = await app.launch(url);
      const view = page.view();
      const text = page.text();
      if (text.trim().length < 10) faults.push(`${name} shows nothing: ${text}`);
      if (/undefined|NaN|\[object|null/.test(text)) faults.push(`${name} shows a raw value: ${text}`);
      if (/没有找到|出错|失败|请重试/.test(text)) faults.push(`${name} shows a failure: ${text.slice(0, 200)}`);
      faults.push(...app.errors.map((error) => `${name}: ${String(error)}`));
      faults.push(...nameless(view).map((node) => `${name} has a nameless ${attribute(node, 'class')}`));
      const largest = Math.max(0, ...app.setDataCalls.map((call) => call.bytes));
      if (largest >= AUDIT_LIMIT) faults.push(`${name} sets ${largest} bytes at once`);
      const root = collect(view, (node) => attribute(node, 'class').split(' ').includes('page'))[0]?.node;
      const classes = root ? attribute(root, 'class') : '';
      if (classes.includes('theme-dark') !== (device.theme === 'dark')) faults.push(`${name} has the wrong theme`);
      if (classes.includes('text-large') !== device.fontSizeSetting >= 20)
        faults.push(`${name} has the wrong text size`);
      app.dispose();
    }
    expect(faults).toEqual([]);
  });
});

/** What can be tapped or filled in but gives a screen reader nothing to say. */
function nameless(view: ViewNode): ViewNode[] {
  const tappable = (node: ViewNode) =>
    attribute(node, 'class').split(/\s+/).includes('tap') ||
    ['wx-button', 'wx-input', 'wx-textarea'].includes(node.tag);
  return collect(view, tappable)
    .map(({ node }) => node)
    .filter((node) => nameOf(node) === '');
}
