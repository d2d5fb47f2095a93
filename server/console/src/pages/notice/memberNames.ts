/** The members of a draft in words; by the path of a problem or the name of a member. */
export const MEMBER_NAMES: Record<string, string> = {
  title: '标题',
  shortTitle: '短标题',
  docNo: '发文字号',
  kind: '文种',
  issuers: '发文机关',
  addressees: '主送机关',
  writtenOn: '成文日期',
  effectiveFrom: '施行日期',
  effectiveTo: '截止日期',
  startsAt: '施行时刻',
  endsAt: '截止时刻',
  topics: '主题',
  regions: '地区',
  level: '预警级别',
  summary: '摘要',
  keyFacts: '要点',
  blocks: '正文',
  hotlines: '咨询电话',
  repeals: '废止的文件',
  repealsOn: '废止日期',
  validityChanges: '对其他文件的影响',
  cites: '引用的文件',
  attachments: '附件',
  follows: '接续的预警',
};

/** Where a problem is: `blocks.3.text` → 正文第 4 段. */
export function placeOf(path: string): string {
  const [member = '', index] = path.split('.');
  const name = MEMBER_NAMES[member] ?? member;
  const place = index === undefined ? NaN : Number(index);
  if (Number.isNaN(place)) return name;
  return member === 'blocks' ? `${name}第 ${place + 1} 段` : `${name}第 ${place + 1} 个`;
}
