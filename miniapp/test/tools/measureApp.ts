import os from 'node:os';
import path from 'node:path';
import { chromiumPath, launchChromium } from '../browser/launch';
import { readJson } from '../harness/sandbox';
import { Weapp, type AppJson } from '../harness/weapp';
import { H5_DIST, requireBuilt, WEAPP_DIST } from '../server/paths';
import { startServer } from '../server/startServer';
import { packageSizes } from './sizes';
import { coldStart, scrolling, type ColdStart, type Scrolling } from './slowPhone';

const RUNS = 5;

/** One line of the table: what, the figure, its unit and the most it may be. */
type ListItem = [name: string, value: number, unit: string, bar: number | null];

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const kilobytes = (bytes: number) => bytes / 1024;

async function repeated<T>(work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < RUNS; run += 1) results.push(await work());
  return results;
}

/** Launches the WeChat build in Node up to the rendered list. */
async function launch(origin: string): Promise<{ milliseconds: number; setData: number }> {
  const app = new Weapp({ dist: WEAPP_DIST, origin });
  const started = performance.now();
  const page = await app.launch();
  if (!page.has('.entry')) throw new Error(`the list did not appear: ${page.text()}`);
  const milliseconds = performance.now() - started;
  app.dispose();
  return { milliseconds, setData: Math.max(...app.setDataCalls.map((call) => call.bytes)) };
}

async function inNode(origin: string): Promise<ListItem[]> {
  const { subPackages = [] } = readJson<AppJson>(WEAPP_DIST, 'app.json');
  const roots = subPackages.map(({ root }) => root);
  const { main, subpackages } = packageSizes(WEAPP_DIST, roots);
  // The first launch also compiles the views, which WeChat does when the app is uploaded.
  await launch(origin);
  const launches = await repeated(() => launch(origin));
  return [
    ['WeChat: main package', kilobytes(main), 'KB', 500],
    ...[...subpackages].map(([root, bytes]): ListItem => [`WeChat: subpackage ${root}`, kilobytes(bytes), 'KB', 2048]),
    ['WeChat build in Node: launch to list', median(launches.map((one) => one.milliseconds)), 'ms', null],
    ['WeChat: largest setData', kilobytes(Math.max(...launches.map((one) => one.setData))), 'KB', 256],
  ];
}

async function inChromium(origin: string): Promise<ListItem[]> {
  if (chromiumPath() === null) {
    process.stdout.write('No Chromium found (CHROMIUM_PATH): browser lines are left out.\n');
    return [];
  }
  const browser = await launchChromium();
  try {
    return linesOf(await repeated(() => coldStart(browser, origin)), await scrolling(browser, origin));
  } finally {
    await browser.close();
  }
}

function linesOf(starts: ColdStart[], scrolled: Scrolling): ListItem[] {
  return [
    ['browser: scripts up to the first content', kilobytes(median(starts.map((one) => one.scriptBytes))), 'KB', 130],
    ['browser: cold start to skeleton', median(starts.map((one) => one.skeleton)), 'ms', 1000],
    ['browser: cold start to content', median(starts.map((one) => one.content)), 'ms', 2500],
    ['browser: requests in series up to the content', Math.max(...starts.map((one) => one.depth)), '', 2],
    ['browser: longest task while scrolling', scrolled.longestTask, 'ms', 200],
    ['browser: tasks over 200 ms while scrolling', scrolled.tasksOver200, '', 0],
  ];
}

function print(lines: ListItem[]): void {
  const head = ['measure', 'value', 'bar', ''];
  const rows = lines.map(([name, value, unit, bar]) => [
    name,
    `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`.trim(),
    bar === null ? '' : `≤ ${bar} ${unit}`.trim(),
    bar === null ? '' : value <= bar ? 'ok' : 'OVER',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

/** Speed and size of the app in both builds (medians of five runs); the browser as a slow phone on slow 4G. */
async function run(): Promise<void> {
  requireBuilt(path.join(H5_DIST, 'index.html'), path.join(WEAPP_DIST, 'app.json'));
  const [load = 0] = os.loadavg();
  process.stdout.write(`${os.availableParallelism()} cores, load ${load.toFixed(1)} before the run\n`);
  const server = await startServer();
  try {
    print([...(await inNode(server.origin)), ...(await inChromium(server.origin))]);
  } finally {
    await server.stop();
  }
}

run().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exitCode = 1;
});
