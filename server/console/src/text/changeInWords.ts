import { chineseDate } from '@shuozhi/shared';
import type { Draft } from './blockText';

export type ValidityChange = Draft['validityChanges'][number];

const EFFECTS: Record<ValidityChange['effect'], string> = {
  repealed: '废止',
  suspended: '暂停执行',
  extended: '延长有效期',
  amended: '修改',
};

/** What a text says of another document's validity: `《…》（朔政发〔2019〕3号）的“第三条”：废止，自2026年12月1日起`. */
export function changeInWords({ effect, scope, parts, docNo, title, on, until }: ValidityChange): string {
  const name = title === null ? (docNo ?? '（没有写明文件）') : `《${title}》${docNo === null ? '' : `（${docNo}）`}`;
  const named = parts.length > 0 ? `的“${parts.join('”“')}”` : '的一部分';
  return [
    `${name}${scope === 'part' ? named : ''}：${EFFECTS[effect]}`,
    on && `自${chineseDate(on)}起`,
    until && `到${chineseDate(until)}止`,
  ]
    .filter(Boolean)
    .join('，');
}

/** What a person decided on it. */
export const decisionInWords = ({ confirmed }: ValidityChange): string =>
  confirmed === null ? '还没有决定' : confirmed ? '照此更改' : '不更改';
