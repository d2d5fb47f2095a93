import { city } from '@shuozhi/shared';
import QRCode from 'qrcode';
import { escapeHtml } from '../runtime';
import type { ItemRecord } from './model';

/** A5 upright; dark ink on white, large enough to read at arm's length. */
const STYLE = `
@page { size: A5 portrait; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0; font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #111; }
main { width: 124mm; min-height: 186mm; margin: 0 auto; display: flex; flex-direction: column; align-items: center; text-align: center; }
h1 { font-size: 22pt; line-height: 1.35; margin: 8mm 0 4mm; overflow-wrap: anywhere; }
h1.long { font-size: 15pt; }
svg { width: 72mm; height: 72mm; }
p { font-size: 13pt; line-height: 1.5; margin: 2mm 0; }
dl { width: 100%; margin: 4mm 0 0; font-size: 11pt; text-align: left; border-top: 0.3mm solid #111; }
div.row { display: flex; padding: 1.6mm 0; border-bottom: 0.1mm solid #999; }
dt { width: 26mm; flex: none; color: #444; } dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: auto; padding-top: 4mm; font-size: 9pt; color: #444; }
`;

const LONG_NAME = 40;

/** The scene code of an item: what its QR code carries and `/items/:id` understands. */
export const sceneOf = (item: Pick<ItemRecord, 'no'>): string => `i-${item.no}`;

/**
 * The page that a service hall prints: name and QR code of an item on A5.
 * @param address where this server is reached, without a slash at the end
 */
export async function printPage(item: ItemRecord, address: string): Promise<string> {
  const qr = await QRCode.toString(`${address}/i/${sceneOf(item)}`, {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 2,
  });
  const rows = [
    ['现受理', item.handledBy],
    ['原实施部门', item.department],
    ['事项类型', item.type],
    ['目录编号', `${item.catalogue}-${item.no}`],
    ['依据', item.basis.docNo],
    ['咨询方式', item.elements.enquiry ?? `暂未提供，可拨打 ${city.publicHotline}`],
  ] as const;
  const list = rows
    .map(([name, value]) => `<div class="row"><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('');
  const size = item.name.length > LONG_NAME ? ' class="long"' : '';
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(item.name)}</title><style>${STYLE}</style></head>
<body><main><h1${size}>${escapeHtml(item.name)}</h1><div role="img" aria-label="事项二维码">${qr}</div>
<p>扫一扫，查看这件事怎么办</p><dl>${list}</dl>
<footer>${escapeHtml(city.name)} · 朔知</footer></main></body>
</html>
`;
}
