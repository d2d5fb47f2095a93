import { StartupError } from '../runtime';

const REFUSED = new Set([13, 18, 8000]);

/** The first line of a message, without names and passwords of an address. */
const plainLine = (message: string): string =>
  (message.split('\n', 1)[0] ?? '').replace(/mongodb(\+srv)?:\/\/[^@\s]*@/g, 'mongodb$1://…@').slice(0, 300);

/** Makes one line for the person at the terminal of what the database said while the program started. */
export function explainStartFailure(error: unknown, config: { mongodbUri?: string | undefined }): unknown {
  if (!(error instanceof Error) || !/^Mongo/.test(error.name)) return error;
  const where = config.mongodbUri === undefined ? '内置数据库' : '数据库（MONGODB_URI）';
  if (REFUSED.has(Number((error as { code?: unknown }).code))) {
    return new StartupError(`${where}拒绝了登录或权限不够，请检查用户名、密码和权限：${plainLine(error.message)}`);
  }
  if (/ServerSelection|Network|Parse|Topology/.test(error.name)) {
    return new StartupError(`连不上${where}，请检查地址和网络：${plainLine(error.message)}`);
  }
  return new StartupError(`${where}出错，无法启动：${plainLine(error.message)}`);
}
