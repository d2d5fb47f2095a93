import type { CivilDate } from '@shuozhi/shared';
import { civilDate, FULL_DATE, numberOf } from '../fields/civilDates';
import type { Flow } from '../lines/flow';
import type { Reference } from './references';

/** What a document says of another one's validity. */
export interface Change {
  /** `repealed`: ended; `suspended`: stopped for a time; `extended`: its term goes on; `amended`: its words change. */
  effect: 'repealed' | 'suspended' | 'extended' | 'amended';
  /** `part`: only the articles, rules or annexes named in `parts`. */
  scope: 'whole' | 'part';
  parts: string[];
  /** Number and title as printed; a change by title only has no number. */
  docNo: string | null;
  title: string | null;
  /** First day of the change when stated. */
  on: CivilDate | null;
  /** Last day of the new term when stated. */
  until: CivilDate | null;
  /** Whether the changed document is of the same city's organs, by its number; only such a change can touch our data. */
  ours: boolean;
  sentence: string;
  line: number;
  confidence: number;
}

/** What one sentence does: the references changed, or a place that a person must read. */
export interface SentenceChange {
  effect: Change['effect'];
  references: { reference: Reference; parts: string[]; sure: boolean }[];
  offset: number;
  /** Set when a document is ended in words that do not name it (`原通告同时废止`). */
  unnamed: boolean;
  /** Set when the sentence names documents and an end, but not how they belong together. */
  unclear: boolean;
}

const MASK = '\u0001';
const ENDS = '废止|失效|停止(?:执行|施行|使用|实施)|不再(?:执行|施行|有效|适用|实施)|作废|撤销|撤回|收回';
const EXTENDS =
  '有效期(?:限)?(?:再)?(?:延长|延续|顺延)|(?:延长|延续)(?:其|该文件)?有效期|继续(?:有效|执行|施行|实施)|延长执行|延期(?:至|到)';
const AMENDS = '修改为|修订为|[作做](?:出)?(?:如|以)下(?:修改|修订|调整)|(?:修改|修订)如下|予以(?:修改|修订)|删去|删除';
const SUSPENDS = '暂停(?:执行|施行|实施)|暂缓(?:执行|施行|实施)|中止执行';
const VERB = new RegExp(`(${SUSPENDS})|(${ENDS})|(${EXTENDS})|(${AMENDS})`, 'g');

/** Verbs that say what may or should be, what is already so, or what is not so. */
const NOT_DONE =
  /(?:(?:应当|应该|可以|需要|建议|是否|如需|不得|不予|尚未|暂不)[^，]{0,5}|应|可|需|拟|若|凡|未|及时|认为|申请|有权|依法|负责|要求|修改、?(?:或者?|和|及)?(?:予以)?|已经?|已于[^，]*|已被[^，]*|逾期|届满[^，]*|自动|自行)$/;
/** Verbs as nouns or conditions: 废止的，… 废止程序, 失效后. */
const NO_VERB = /^(?:的(?!通知|决定|公告|文件|规范性|规章)|程序|情形|或者?|和|、|后|前|时|之日|期限|条件|建议|等)/;
const BASIS = /(?:^|[，：])(?:根据|按照|依据|依照|经|鉴于|为|因|由于)[^，]*$/;

/** What of a document is meant, when not all of it. */
const PART =
  /所附[^，]*|除[^，]{1,20}外|中[“‘《（][^，]*|第[一二三四五六七八九十百零〇\d]+[条款项章节](?:第[一二三四五六七八九十百零〇\d]+[款项])*|附件[一二三四五六七八九十\d]*|附表[一二三四五六七八九十\d]*|中(?:的|关于|有关|涉及|规定|明确|与)[^，]*|(?:有关|相关|部分|上述)(?:条款|规定|内容|政策|标准)|(?:所)?(?:规定|确定|明确)的[^，]+|的(?:有关|相关)?(?:规定|条款|内容|要求|标准|政策)/g;
/** A clause of nothing but a list of documents. */
const LIST_ONLY = new RegExp(
  `^(?:${MASK}|[、和及与以或原将对把（）()]|以及|等|文件|通知|的|第[一二三四五六七八九十百]+条|[一二三四五六七八九十\\d]+[、.．]|[（(][一二三四五六七八九十\\d]+[）)])*$`,
);
/** Words before a verb that name no subject. */
const NO_SUBJECT = new RegExp(
  `^(?:现予|现|将|其|同时|同步|一并|均|都|即行|决定|宣布|予以|特此|并|其中|于|自|从|${FULL_DATE}|即日|[本]?(?:通知|办法|决定|公告|通告)?(?:发布|印发|公布|施行|生效)之日|起|在[^，]{1,8})*$`,
);
const SELF =
  /^(?:第[一二三四五六七八九十百]+条|[一二三四五六七八九十\d]+[、.．])?本(?:通知|通告|公告|决定|办法|规定|细则|意见|方案|规则|措施|政策|令)/;
const UNNAMED =
  /(?:^|[，、])(?:原|原来的?|此前|以前|之前|过去)[^，]{0,24}(?:文件|规定|通知|通告|公告|办法|政策)[^，]{0,6}$/;
/** Words between a verb and the documents it ends. */
const TO_LIST = new RegExp(
  `^(?:了)?(?:以下|下列|原|如下|的)?(?:[^，。${MASK}]{0,14}(?:文件|规章|通知|规定))?[^，。${MASK}]{0,10}[：:]?(?:[一二三四五六七八九十\\d]+[、.．]|[（(][一二三四五六七八九十\\d]+[）)])?[^，。${MASK}]{0,12}${MASK}`,
);

/**
 * All changes that the sentences of a text make to the documents it names; `selfEnds` where it ends itself.
 * @param headings source lines that head a list
 */
export function changesIn(
  flow: Flow,
  references: readonly Reference[],
  headings: readonly number[] = [],
): { changes: SentenceChange[]; selfEnds: { offset: number }[] } {
  const changes: SentenceChange[] = [];
  const selfEnds: { offset: number }[] = [];
  const masked = withoutHeadings(mask(flow.text, references), flow, headings);
  for (const match of masked.matchAll(VERB)) {
    const at = match.index;
    const after = masked.slice(at + match[0].length);
    const sentenceFrom = lastIndexOf(masked, /[。；！]/g, at);
    const before = masked.slice(sentenceFrom, at);
    const clauseFrom = sentenceFrom + lastIndexOf(before, /[，：]/g, before.length);
    const clause = masked.slice(clauseFrom, at);
    const effect = effectOf(match);
    if (/关于(?:公布)?$/.test(clause)) continue;
    if (effect !== 'amended' && (NO_VERB.test(after) || NOT_DONE.test(clause.replaceAll(MASK, '')))) continue;
    if (effect === 'repealed' && SELF.test(clause) && !clause.includes(MASK) && !/规定|条/.test(clause.slice(4))) {
      selfEnds.push({ offset: at });
      continue;
    }
    const found =
      listAfter(masked, at + match[0].length, references, match[0]) ??
      listBefore(masked, { sentenceFrom, clauseFrom, at }, references, effect === 'repealed');
    const nothing = { effect, references: [], offset: at, unnamed: false, unclear: false };
    if (found !== null && found.length > 0) changes.push({ ...nothing, references: found });
    else if (effect === 'repealed' && UNNAMED.test(before) && !/[撤收]/.test(match[0]))
      changes.push({ ...nothing, unnamed: true });
    else if (isUnclear(match[0], before, clause) && !changes.some((each) => each.offset > sentenceFrom))
      changes.push({ ...nothing, unclear: true });
  }
  return { changes: changes.filter(isFirst), selfEnds };
}

function effectOf(match: RegExpMatchArray): Change['effect'] {
  if (match[1] !== undefined) return 'suspended';
  if (match[2] !== undefined) return 'repealed';
  return match[3] === undefined ? 'amended' : 'extended';
}

/** An end in a sentence that names documents, of something that is no certificate, seal or licence. */
function isUnclear(verb: string, before: string, clause: string): boolean {
  return (
    /废止|失效|停止执行|不再执行/.test(verb) &&
    before.includes(MASK) &&
    !BASIS.test(before) &&
    !/证|章|牌|照|票|违反/.test(clause)
  );
}

/** `修改` twice of one document in one list of articles is one change; later ones only add parts. */
function isFirst(change: SentenceChange, index: number, all: readonly SentenceChange[]): boolean {
  return !all
    .slice(0, index)
    .some(
      (other) =>
        other.effect === change.effect &&
        other.references.length === change.references.length &&
        change.references.length > 0 &&
        change.references.every(({ reference }, at) => other.references[at]?.reference === reference),
    );
}

function mask(text: string, references: readonly Reference[]): string {
  let result = '';
  let at = 0;
  for (const { offset, end } of references) {
    if (offset < at) continue;
    result += text.slice(at, offset) + MASK.repeat(end - offset);
    at = end;
  }
  return result + text.slice(at);
}

/** Heading lines of a list say what becomes of those below (changeLists.ts); they are no sentences. */
function withoutHeadings(masked: string, flow: Flow, headings: readonly number[]): string {
  return headings.reduce((text, line) => {
    const [from, to] = [flow.offsetOf(line), flow.offsetOf(line + 1)];
    return text.slice(0, from) + '。'.repeat(to - from) + text.slice(to);
  }, masked);
}

function lastIndexOf(text: string, pattern: RegExp, before: number): number {
  let last = 0;
  for (const match of text.slice(0, before).matchAll(pattern)) last = match.index + 1;
  return last;
}

const inside = (references: readonly Reference[], from: number, to: number): Reference[] =>
  references.filter(({ offset, end }) => offset >= from && end <= to);

/** Documents that stand right after the verb: `决定废止《…》（…）`, `停止执行下列文件：1.《…》`. */
function listAfter(
  masked: string,
  from: number,
  references: readonly Reference[],
  verb: string,
): SentenceChange['references'] | null {
  if (new RegExp(AMENDS).test(verb) && !/删/.test(verb)) return null;
  const rest = masked.slice(from, from + 4000);
  const lead = TO_LIST.exec(rest);
  if (lead === null || new RegExp(`${ENDS}|继续`).test(lead[0])) return null;
  const found: SentenceChange['references'] = [];
  let at = from;
  for (const reference of references.filter(({ offset }) => offset >= from)) {
    const gap = masked.slice(at, reference.offset);
    const next = /^[^，。；、《]{0,16}/.exec(masked.slice(reference.end))?.[0] ?? '';
    // A document with a verb of its own begins another statement.
    if (found.length > 0 && (!LIST_GAP.test(gap) || (gap.includes('，') && OTHER_VERB.test(next)))) break;
    found.push({ reference, parts: partsIn(next), sure: true });
    at = reference.end;
    if (at - from > 3900) break;
  }
  return found;
}

const OTHER_VERB = new RegExp(`${ENDS}|${EXTENDS}|${AMENDS}|施行|实施|执行`);

/** Between two documents of a list: numbers, marks, and an organ's name or a date at the most. */
const LIST_GAP =
  /^(?:[、，,；;。和及与]|以及|等|\s)*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?[^，。；：]{0,24}$/;

interface Place {
  sentenceFrom: number;
  clauseFrom: number;
  at: number;
}

/** Documents before the verb, in its clause and in clauses before that are nothing but more of the list. */
function listBefore(
  masked: string,
  { sentenceFrom, clauseFrom, at }: Place,
  references: readonly Reference[],
  ends: boolean,
): SentenceChange['references'] | null {
  let from = clauseFrom;
  const clause = masked.slice(clauseFrom, at);
  const subjectless = NO_SUBJECT.test(clause);
  while (from > sentenceFrom) {
    const start = sentenceFrom + lastIndexOf(masked.slice(sentenceFrom, from - 1), /[，：]/g, from);
    const earlier = masked.slice(start, from - 1);
    const empty = inside(references, from, at).length === 0;
    if (
      !LIST_ONLY.test(earlier) &&
      !(empty && subjectless && earlier.includes(MASK) && !BASIS.test(earlier) && !/施行|印发|公布/.test(earlier))
    )
      break;
    from = start;
  }
  const own = inside(references, from, at).filter(
    ({ offset }) => !BASIS.test(masked.slice(from, offset).replaceAll(MASK, '')),
  );
  const found: SentenceChange['references'] = [];
  own.forEach((reference, index) => {
    const before = masked.slice(own[index - 1]?.end ?? reference.offset, reference.offset);
    const last = found.at(-1);
    // `《办法》所附《标准表》`: the second is a part of the first.
    if (last !== undefined && /(?:所附|附件|中的)$/.test(before)) {
      last.parts.push(reference.title ?? reference.docNo ?? '');
      return;
    }
    const to = own[index + 1]?.offset ?? at;
    const words = masked.slice(reference.end, to);
    const parts = partsIn(words);
    const left = ends && index === own.length - 1 && parts.length === 0 ? leftOver(words) : '';
    found.push({ reference, parts: left === '' ? parts : [left], sure: left === '' });
  });
  return found;
}

/** Words between a document and its verb that change nothing of what is meant. */
const ADVERBS = new RegExp(
  `(?:自|从|于|在)?(?:${FULL_DATE}|即日|本[\\u4e00-\\u9fa5]{2,6}(?:印发|发布|公布|施行|实施|生效)之日|(?:印发|发布|公布|施行|实施)之日)(?:零时|0时)?起?|以?文件|的?(?:通知|决定|公告|通告|意见|办法|规定|批复)|等(?:\\d+件|[一二三四五六七八九十]+件)?|同时|同步|一并|均|都|即行|予以|现予|现|决定|宣布|特此|相应|全文|自行|在[本我全][市县区省](?:范围内|行政区域内)?|[，、（）()：]`,
  'g',
);

/** What stands between a document and the verb that no rule knows; empty when the whole document is meant. */
function leftOver(words: string): string {
  const left = words.replaceAll(MASK, '').replace(ADVERBS, '');
  return /^(?:已|被|因|由于|不|与|随|由本|所)/.test(left) ? '' : left;
}

function partsIn(words: string): string[] {
  return [...words.replaceAll(MASK, '').matchAll(PART)].map(([part]) => part).filter((part) => !/^及其?附/.test(part));
}

/** `自2024年3月1日起废止`: the day in the sentence that belongs to the change. */
export function dayIn(sentence: string): CivilDate | null {
  const dated = new RegExp(`(?:自|从|于|在)?${FULL_DATE}(?:起|零时起|0时起)?[^，。]{0,8}(?:${ENDS})`).exec(sentence);
  return dated === null
    ? null
    : civilDate(numberOf(dated[1] ?? ''), numberOf(dated[2] ?? ''), numberOf(dated[3] ?? ''));
}

/** `延长至2026年12月31日`: the last day of the new term. */
export function untilIn(sentence: string): CivilDate | null {
  const dated = new RegExp(`(?:延长|延续|顺延|延期|继续有效|继续执行|有效期)[^，。]{0,10}(?:至|到)${FULL_DATE}`).exec(
    sentence,
  );
  return dated === null
    ? null
    : civilDate(numberOf(dated[1] ?? ''), numberOf(dated[2] ?? ''), numberOf(dated[3] ?? ''));
}
