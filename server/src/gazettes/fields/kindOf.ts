/**
 * 文种: the fifteen kinds of GB/T 9704 / 《党政机关公文处理工作条例》 art. 8, and the texts that are published without a
 * covering notice. The longest word at the end of the title decides.
 */
export const OFFICIAL_KINDS = [
  '决议',
  '决定',
  '命令',
  '公报',
  '公告',
  '通告',
  '意见',
  '通知',
  '通报',
  '报告',
  '请示',
  '批复',
  '议案',
  '纪要',
  '函',
  '令',
] as const;
const ISSUED_TEXTS = [
  '办法',
  '细则',
  '规定',
  '规则',
  '条例',
  '规程',
  '制度',
  '方案',
  '规划',
  '计划',
  '预案',
  '措施',
  '要点',
  '目录',
  '清单',
  '指南',
  '名单',
  '公示',
] as const;

/** Whether a squeezed title ends the way a title must. */
export function endsLikeTitle(squeezed: string): boolean {
  return kindOf(squeezed) !== null;
}

/**
 * The kind a squeezed title ends in, null when it ends in none. A bracket at the end (`（试行）`, `（第3号）`, the year)
 * does not count.
 */
export function kindOf(squeezed: string): string | null {
  const bare = squeezed.replace(/(?:[（(〔[【][^（(〔[【]{0,20}[）)〕\]】]|[》〉”"*])+$/u, '');
  const official = OFFICIAL_KINDS.find((kind) => bare.endsWith(kind));
  if (official !== undefined) return official === '命令' ? '令' : official;
  if (/(?:人民)?政府令/.test(squeezed)) return '令';
  return ISSUED_TEXTS.find((kind) => bare.endsWith(kind)) ?? null;
}
