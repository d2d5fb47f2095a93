import { chineseDate, type CivilDate } from '@shuozhi/shared';
import type { FileInfo, NoticeDetail } from '@shuozhi/shared/api';

const MB = 1024 * 1024;
const fileTypes: Record<FileInfo['type'], string> = {
  pdf: 'PDF 文件',
  docx: 'Word 文件',
  xlsx: 'Excel 表格',
  jpg: '图片',
  png: '图片',
};

export const text = {
  sample: (docNo: string | null) =>
    docNo === null ? '示例通知，仅作演示，以公报原文为准' : `示例通知，仅作演示，以公报原文为准：${docNo}`,
  wholeCity: '全市',
  contents: '目录',
  dates: '时间与文号',
  docNo: '发文字号',
  noDocNo: '无文号',
  issuer: '发文机关',
  addressees: '主送机关',
  writtenOn: '成文日期',
  writtenOnMeaning: '机关签发这份文件的日子',
  publishedAt: '发布时间',
  publishedAtMeaning: '在朔知公布的时间',
  effective: '施行日期',
  effectiveMeaning: '从这一天起照此执行',
  effectiveTo: '有效期至',
  effectiveToMeaning: '含当天，过后自动失效',
  unknown: '未注明',
  repealedOn: '废止日期',
  relations: '有关文件',
  repeals: '废止了',
  repealedBy: '被以下文件废止',
  changedBy: '被以下文件改动，其余仍然有效',
  change: {
    repealed: '部分废止',
    suspended: '暂停执行',
    extended: '延长有效期',
    amended: '修改',
  } satisfies Record<NoticeDetail['changedBy'][number]['effect'], string>,
  changedUntil: (day: CivilDate) => `有效期延长至 ${chineseDate(day)}`,
  cites: '依据和引用',
  citedBy: '被以下文件引用',
  notHere: '尚未收录',
  items: '相关办事事项',
  attachments: '附件',
  original: '原文',
  openOriginal: () => (process.env.TARO_ENV === 'weapp' ? '复制原文网址' : '查看原文网页'),
  /** Whose page it is: the host of the address. */
  originalHint: (url: string) => url.split('/')[2] ?? '',
  fileHint: (type: FileInfo['type'], bytes: number) =>
    `${fileTypes[type]}，${bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1)} MB`}`,
  webOnly: '见网络版，此处未收录',
  body: '正文',
  copy: '复制文号',
  share: '分享',
  favourite: '收藏',
  favourited: '已收藏',
  moreText: '继续加载正文',
  before: '显示前面的内容',
  loadingText: '正在加载正文',
  revision: (count: number, day: CivilDate) => `第 ${count} 次修订，${chineseDate(day)}`,
  missing: '没有找到这份通知',
  renew: '再收一次同类提醒',
};
