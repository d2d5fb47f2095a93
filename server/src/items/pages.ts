import type { Middleware } from 'koa';
import { AppError } from '../errors';
import { printPage, sceneOf } from './printPage';
import { findItem } from './readItems';

const PRINT = /^\/print\/items\/([\w.-]{1,64})$/;
const SCAN = /^\/i\/(i-\d{1,5})$/;

/**
 * Pages outside the API: `/print/items/:id` for halls to print, and `/i/i-283`, the address in the printed code, which
 * leads a browser to the item (WeChat opens the mini-program itself when the address is registered with it).
 * @param publicUrl where people reach the service; null: not configured, then nothing is printed that would lead nowhere
 */
export function itemPages(publicUrl: string | null): Middleware {
  return async (ctx, next): Promise<void> => {
    const readable = ctx.method === 'GET' || ctx.method === 'HEAD';
    const [, printed] = (readable && PRINT.exec(ctx.path)) || [];
    if (printed !== undefined) {
      if (publicUrl === null)
        throw new AppError('unavailable', { detail: '服务器没有设置 PUBLIC_URL，不能打印二维码' });
      const item = await findItem(printed);
      ctx.type = 'text/html; charset=utf-8';
      ctx.set('Cache-Control', 'no-cache');
      ctx.body = await printPage(item, publicUrl);
      return;
    }
    const [, scene] = (readable && SCAN.exec(ctx.path)) || [];
    if (scene === undefined) {
      await next();
      return;
    }
    const item = await findItem(scene);
    ctx.redirect(`/#/pages/item/index?id=${sceneOf(item)}`);
  };
}
