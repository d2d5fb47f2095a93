import type { Schemas } from '@shuozhi/client';

/** How far an upload is, in words. */
export function importStateInWords(upload: Schemas['ImportSummary']): string {
  const { state, progress, failure, found, held, accepted } = upload;
  if (state === 'failed') return `没有读成：${failure?.detail ?? '原因不明'}`;
  if (state === 'waiting') return '等待识别';
  if (state === 'reading') return progress ? `正在识别第 ${progress.page} / ${progress.pages} 页` : '正在识别';
  return `找到 ${found} 份文件，${held} 份有疑处要核对，已收下 ${accepted} 份`;
}
