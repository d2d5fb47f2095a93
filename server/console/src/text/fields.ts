import { levelName, regionName, topicName } from '@shuozhi/shared';
import type { Draft } from './blockText';
import { changeInWords, decisionInWords } from './changeInWords';

const listed = (values: readonly string[] | undefined) => values?.join('、') ?? '';

/** What a draft says beside its body, each in words; '' where nothing is said. */
const FIELDS: readonly { name: string; read: (draft: Draft) => string; prose?: true }[] = [
  { name: '标题', read: (draft) => draft.title, prose: true },
  { name: '短标题', read: (draft) => draft.shortTitle ?? '' },
  { name: '发文字号', read: (draft) => draft.docNo ?? '' },
  { name: '文种', read: (draft) => draft.kind },
  { name: '发文机关', read: (draft) => listed(draft.issuers) },
  { name: '主送机关', read: (draft) => draft.addressees ?? '' },
  { name: '成文日期', read: (draft) => draft.writtenOn ?? '' },
  { name: '施行', read: (draft) => draft.startsAt ?? draft.effectiveFrom ?? '' },
  { name: '截止', read: (draft) => draft.endsAt ?? draft.effectiveTo ?? '' },
  { name: '主题', read: (draft) => listed(draft.topics.map(topicName)) },
  { name: '地区', read: (draft) => listed(draft.regions.map(regionName)) || '全市' },
  { name: '预警级别', read: (draft) => (draft.level ? levelName(draft.level) : '') },
  { name: '摘要', read: (draft) => draft.summary ?? '', prose: true },
  { name: '咨询电话', read: (draft) => listed(draft.hotlines) },
  {
    name: '要点',
    read: (draft) => (draft.keyFacts ?? []).map(({ label, value }) => `${label}：${value}`).join('\n'),
    prose: true,
  },
  { name: '废止', read: (draft) => listed(draft.repeals) },
  {
    name: '对其他文件',
    read: (draft) =>
      (draft.validityChanges ?? [])
        .map((change) => `${changeInWords(change)}（${decisionInWords(change)}）`)
        .join('\n'),
    prose: true,
  },
  { name: '引用', read: (draft) => listed(draft.cites) },
  { name: '附件', read: (draft) => listed((draft.attachments ?? []).map(({ title }) => title)) },
];

export interface FieldRow {
  name: string;
  before: string;
  after: string;
  /** Compared word by word; the others are one value that is another. */
  prose: boolean;
}

/**
 * The fields of a text beside those of the one it replaces.
 * @param before null: nothing is replaced
 */
export function compareFields(before: Draft | null, after: Draft): FieldRow[] {
  return FIELDS.map(({ name, read, prose = false }) => ({
    name,
    before: before ? read(before) : read(after),
    after: read(after),
    prose,
  })).filter((row) => row.before !== '' || row.after !== '');
}
