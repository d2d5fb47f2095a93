import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { serverPath } from '../src/runtime';

/**
 * Speed and size of the mini-program in both builds. The measurement belongs to the app and needs a browser's types, so
 * it runs as a process of its own.
 */
export async function run(): Promise<void> {
  const tsx = pathToFileURL(createRequire(serverPath('package.json')).resolve('tsx')).href;
  const file = serverPath('..', 'miniapp', 'test', 'tools', 'measureApp.ts');
  const child = spawn(process.execPath, ['--import', tsx, file], { stdio: 'inherit' });
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
