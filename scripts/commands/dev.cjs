'use strict';
const { taroCommand } = require('../lib/buildMiniapp.cjs');
const { startChild } = require('../lib/children.cjs');
const { inRoot } = require('../lib/paths.cjs');
const { say } = require('../lib/say.cjs');

/** Prints a child's output line by line behind its name. */
function prefixed(stream, name, out) {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) out.write(`[${name}] ${line}\n`);
  });
}

/** `npm run dev`: the server restarts and the browser app is rebuilt on every change; one that ends takes the other along. */
function dev() {
  say('开发模式：网页 http://127.0.0.1:10086/（改动后自动刷新），接口与模拟微信见下面的服务端地址。');
  const server = inRoot('server', 'src', 'main.entry.ts');
  const taro = taroCommand('h5', '--watch');
  const tasks = [
    {
      name: 'server',
      command: process.execPath,
      args: [require.resolve('tsx/cli'), 'watch', '--clear-screen=false', server],
    },
    { name: 'h5', ...taro },
  ];
  for (const { name, command, args, ...options } of tasks) {
    const child = startChild(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    prefixed(child.stdout, name, process.stdout);
    prefixed(child.stderr, name, process.stderr);
    child.once('exit', () => process.kill(process.pid, 'SIGTERM'));
  }
}

module.exports = { dev };
