import { once } from 'node:events';
import { connectDatabase, disconnectDatabase } from '../src/database';
import { createLogger } from '../src/observability';
import { createWechatClient, type WechatAccount } from '../src/wechat';

/** A process of its own that fetches the shared access token when told to go; for the test of the single flight across processes. */
async function run(): Promise<void> {
  await connectDatabase(process.env.MONGODB_URI ?? '', { dbName: process.env.DATABASE ?? '' });
  const account = JSON.parse(process.env.ACCOUNT ?? '{}') as WechatAccount;
  const client = createWechatClient(account, createLogger('silent'));
  process.send?.('ready');
  await once(process, 'message');
  process.send?.(String(await client.warm()));
  await client.close();
  await disconnectDatabase();
  process.disconnect();
}

void run();
