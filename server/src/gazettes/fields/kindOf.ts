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
  '更正',
  '启事',
  '须知',
  '指引',
  '标准',
  '章程',
  '导则',
  '规范',
  '预警信号',
  '预警',
] as const;

/** Words of titles as OCR damages them; each damaged form is no Chinese word. */
const DAMAGED_WORDS: readonly (readonly [RegExp, string])[] = [
  [/[通迺诵][知如](?=$|[（(])/g, '通知'],
  [/[通迺诵][告舌](?=$|[（(])/g, '通告'],
  [/公舌(?=$|[（(])/g, '公告'],
  [/意贝/g, '意见'],
  [/万案/g, '方案'],
  [/力法(?=$|[》）()（的])/g, '办法'],
  [/(?<=[实措])旋/g, '施'],
  [/买施/g, '实施'],
  [/[管菅][埋]|菅理/g, '管理'],
  [/现划/g, '规划'],
  [/(?<![货硬纸钱外民金代本])币(?=[\u4e00-\u9fa5]{2})(?!值|种|制)/g, '市'],
];

/** A title's words as they must read, where the printed form is no word: 万案 → 方案, 迺知 → 通知. */
export function plainTitleWords(compact: string): string {
  return DAMAGED_WORDS.reduce((text, [damaged, right]) => text.replace(damaged, right), compact);
}

/** Whether a compact title ends the way a title must. */
export function endsLikeTitle(compact: string): boolean {
  return kindOf(compact) !== null;
}

/**
 * The kind a compact title ends in, null when it ends in none. A bracket at the end (`（试行）`, `（第3号）`, the year)
 * does not count.
 */
export function kindOf(compact: string): string | null {
  const bare = plainTitleWords(compact).replace(/(?:[（(〔[【][^（(〔[【]{0,20}[）)〕\]】]|[》〉”"*])+$/u, '');
  const official = OFFICIAL_KINDS.find((kind) => bare.endsWith(kind));
  if (official !== undefined) return official === '命令' ? '令' : official;
  if (/(?:人民)?政府令/.test(compact)) return '令';
  const issued = ISSUED_TEXTS.find((kind) => bare.endsWith(kind)) ?? null;
  return issued === '预警' ? '预警信号' : issued;
}

/** What a text without a title calls itself: `现将有关事项通告如下`, `特此公告`, `本决定印发之日`; null when nothing. */
export function kindInWords(compact: string): string | null {
  const word =
    /(通告|公告|通知|决定|命令|公示|通报|意见)(?:如下|：)/.exec(compact)?.[1] ??
    /特此(通告|公告|通知|公示|通报|函)/.exec(compact)?.[1] ??
    /本(通告|公告|通知|决定|命令)/.exec(compact)?.[1];
  if (word === undefined) return null;
  return word === '命令' ? '令' : word;
}
