import type { CivilDate } from '@shuozhi/shared';
import { findDocNumbers, type FoundNumber } from '../documents/docNumber';
import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';
import { civilDate, FULL_DATE, numberOf } from './civilDates';

/** What a document does to others: ends them (repeals) or refers to them (cites). */
export interface Relations {
  repeals: string[];
  /** Day on which `repeals` end, when the sentence states or implies it. */
  repealsOn: CivilDate | null;
  cites: string[];
  evidence: Evidence[];
}

const ENDS = /(?:予以|同时|同步|自行|相应|一并|即行|宣布|公布)?(?:废止|失效|停止执行|不再执行|作废|停止施行)/;
/** What a document rests on: `根据《…》（…号），决定废止…`. */
const BASIS = /(?:^|[，,。；])(?:根据|按照|依据)[^，,。；]*$/;
const restsOn = (before: string): boolean => BASIS.test(before.replace(/《[^》]*》?/g, ''));
/** Rules about repealing, not repeals. */
const HYPOTHETICAL = /应当(?:及时)?(?:予以)?废止|可以废止|需要废止|拟废止|建议废止|清理|继续有效[^，。]*$/;

/**
 * Repeals and citations by document number. A sentence that names numbers and ends them repeals those before the verb;
 * a document whose title repeals (`关于废止…的决定`) repeals the numbers its list holds.
 */
export function findRelations(
  flow: Flow,
  own: string | null,
  title: string,
  days: { writtenOn: CivilDate | null; effectiveFrom: CivilDate | null },
): Relations {
  const numbers = findDocNumbers(flow.text).filter((found) => found.docNo !== own);
  const repealing = /关于(?:公布)?(?:废止|宣布失效|停止执行)/.test(title) && !/修改/.test(title);
  const repeals = new Set<string>();
  const evidence: Evidence[] = [];
  let repealsOn: CivilDate | null = null;
  const sections = /废止|失效|清理/.test(title) ? sectionsOf(flow) : [];
  const listFrom = repealing && sections.length === 0 ? flow.text.search(/废止|失效|停止执行/) : -1;
  for (const number of numbers) {
    const sentence = repealingSentence(flow, number);
    const section = sections.findLast((each) => each.offset < number.offset);
    const listed =
      (section?.repeals ?? (listFrom >= 0 && number.offset > listFrom)) &&
      !restsOn(clauseBefore(flow.text, number.offset));
    if (sentence === null && !listed) continue;
    repeals.add(number.docNo);
    evidence.push({
      quote: sentence ?? flow.sentenceAt(number.offset),
      line: flow.lineAt(number.offset),
      confidence: sentence === null ? 0.8 : 0.95,
    });
    repealsOn ??= dayOfRepeal(sentence ?? section?.heading ?? '', days);
  }
  const cites = [...new Set(numbers.map((found) => found.docNo))].filter((docNo) => !repeals.has(docNo));
  return {
    repeals: [...repeals],
    repealsOn: repeals.size === 0 ? null : (repealsOn ?? days.effectiveFrom ?? days.writtenOn),
    cites,
    evidence,
  };
}

interface Section {
  offset: number;
  heading: string;
  repeals: boolean;
}

/** What each part of a cleared list of documents (清理结果) says of those below it: 继续有效, 修改, 废止 or 失效. */
function sectionsOf(flow: Flow): Section[] {
  const headings = /[一二三四五六七八九十]{1,3}、[^，。；《]{0,30}?(继续有效|保留|修改|废止|失效)[^，。；《]{0,14}/g;
  return [...flow.text.matchAll(headings)].map((match) => ({
    offset: match.index,
    heading: match[0],
    repeals: match[1] === '废止' || match[1] === '失效',
  }));
}

/** The text from the last full stop to `offset`. */
function clauseBefore(text: string, offset: number): string {
  const head = text.slice(Math.max(0, offset - 120), offset);
  return head.slice(head.lastIndexOf('。') + 1);
}

/** The sentence that ends the document cited at `number`; null when it only cites it. */
function repealingSentence(flow: Flow, number: FoundNumber): string | null {
  const sentence = flow.sentenceAt(number.offset, 400);
  const from = flow.text.indexOf(sentence, Math.max(0, number.offset - sentence.length));
  const after = sentence.slice(Math.max(0, number.offset - from + number.length));
  const ends = ENDS.exec(after);
  const before = sentence.slice(0, Math.max(0, number.offset - from));
  const announced = /(?:废止|停止执行|宣布失效)(?:以下|下列|原)?(?:[^，。]{0,12}文件)?[：:]?[^。]{0,4}《/.test(before);
  if ((ends === null && !announced) || restsOn(before)) return null;
  return HYPOTHETICAL.test(sentence) ? null : sentence;
}

/** `自2024年3月1日起废止`; 从即日起 is the written day; 同时 is the day this document begins. */
function dayOfRepeal(
  sentence: string,
  days: { writtenOn: CivilDate | null; effectiveFrom: CivilDate | null },
): CivilDate | null {
  const dated = new RegExp(`${FULL_DATE}(?:起|起即行|起自行)?(?:予以)?(?:废止|失效|停止执行|不再执行)`).exec(sentence);
  if (dated) return civilDate(numberOf(dated[1] ?? ''), numberOf(dated[2] ?? ''), numberOf(dated[3] ?? ''));
  if (/即日起/.test(sentence)) return days.writtenOn;
  return days.effectiveFrom ?? days.writtenOn;
}
