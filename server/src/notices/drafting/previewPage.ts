import { regionName, topicName } from '@shuozhi/shared';
import type { Block, NoticeStatus } from '@shuozhi/shared/api';
import type { Middleware } from 'koa';
import type { KeyObject } from 'node:crypto';
import { escapeHtml } from '../../runtime';
import type { NoticeRecord } from '../model';
import { openPreview, type Preview } from './previewLink';

const ADDRESS = /^\/preview\/([\w.-]{20,1000})$/;

const STYLE = `
* { box-sizing: border-box; }
body { margin: 0; font: 18px/1.8 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1a1a1a; background: #fff; }
main { max-width: 44rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
.state { margin: 0; padding: .75rem 1rem; background: #7a2e00; color: #fff; font-weight: 600; }
h1 { font-size: 1.5rem; line-height: 1.4; } h2 { font-size: 1.2rem; } h3, h4, h5, h6 { font-size: 1.05rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; padding: 1rem 0; border: solid #bbb; border-width: 1px 0; }
dt { color: #555; } dd { margin: 0; }
p { white-space: pre-line; }
table { border-collapse: collapse; width: 100%; font-size: .9em; } td, th { border: 1px solid #888; padding: .25rem .5rem; vertical-align: top; }
.wide { overflow-x: auto; } .signature { text-align: right; }
`;

const STATES: Record<NoticeStatus, string> = {
  draft: '草稿，还没有发布',
  submitted: '已提交，等待审批，还没有发布',
  approved: '已审批，还没有发布',
  published: '已发布',
  withdrawn: '已撤回',
};

const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'heading': {
      const tag = `h${Math.min(block.level + 1, 6)}`;
      return `<${tag}>${escapeHtml(block.text)}</${tag}>`;
    }
    case 'annex':
      return `<h2>${escapeHtml(block.title)}</h2>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table': {
      const caption = block.caption === undefined ? '' : `<caption>${escapeHtml(block.caption)}</caption>`;
      const head = block.header.length > 0 ? `<thead>${row(block.header, 'th')}</thead>` : '';
      const body = block.rows.map((cells) => row(cells, 'td')).join('');
      return `<div class="wide"><table>${caption}${head}<tbody>${body}</tbody></table></div>`;
    }
    case 'signature':
      return `<p class="signature">${escapeHtml([...block.issuers, block.date ?? ''].filter(Boolean).join('\n'))}</p>`;
    default:
      return `<p>${escapeHtml(block.text)}</p>`;
  }
}

const period = ({ effectiveFrom, effectiveTo }: NoticeRecord): string | null =>
  effectiveFrom === null && effectiveTo === null ? null : `${effectiveFrom ?? '未注明'} 至 ${effectiveTo ?? '未注明'}`;

function fieldRows(notice: NoticeRecord): string {
  const rows: readonly (readonly [string, string | null])[] = [
    ['发文字号', notice.docNo],
    ['发文机关', notice.issuers.join('、')],
    ['成文日期', notice.writtenOn],
    ['有效期', period(notice)],
    ['主题', notice.topics.map(topicName).join('、')],
    ['地区', notice.regions.map(regionName).join('、') || '全市'],
    ['短标题', notice.shortTitle ?? null],
    ...notice.keyFacts.map(({ label, value }) => [label, value] as const),
  ];
  return rows
    .flatMap(([name, value]) => (value ? `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>` : []))
    .join('');
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex,nofollow"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>${body}</body>
</html>
`;

function previewPage({ notice, changed }: Preview): string {
  const title = notice.title || '（还没有标题）';
  const state = `预览：${STATES[notice.status]}。请勿转发。${changed ? '链接发出以后内容有改动，以下是现在的内容。' : ''}`;
  return page(
    `预览：${title}`,
    `<p class="state" role="status">${state}</p><main><h1>${escapeHtml(title)}</h1><dl>${fieldRows(notice)}</dl>${notice.blocks.map(blockHtml).join('\n')}</main>`,
  );
}

const GONE = page(
  '链接已失效',
  '<main><h1>链接已失效</h1><p>预览链接三天后失效；内容被删除或撤回后也会失效。请向给您链接的同事索取新的链接。</p></main>',
);

/**
 * The page behind a preview link, `/preview/TOKEN`: read without an account, kept by no cache and found by no search
 * engine. The token is a secret: it stands in no log.
 */
export function previewPages(key: KeyObject): Middleware {
  return async (ctx, next): Promise<void> => {
    const [, token] = ((ctx.method === 'GET' || ctx.method === 'HEAD') && ADDRESS.exec(ctx.path)) || [];
    if (token === undefined) {
      await next();
      return;
    }
    const preview = await openPreview(key, token);
    ctx.status = preview ? 200 : 404;
    ctx.type = 'text/html; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Robots-Tag', 'noindex, nofollow');
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.body = preview ? previewPage(preview) : GONE;
  };
}
