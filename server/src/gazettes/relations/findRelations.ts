import type { CivilDate } from '@shuozhi/shared';
import type { Flow } from '../lines/flow';
import type { ClassifiedLine } from '../lines/classifyLines';
import type { CityProfile } from '../profile/types';
import type { Evidence, ImportWarning } from '../types';
import { changesIn, dayIn, untilIn, type Change } from './changes';
import { listSections, type ListSection } from './changeLists';
import { referencesIn, type Reference } from './references';

/** What a document does to others: ends, extends or amends them (changes), or only refers to them (cites). */
export interface Relations {
  /** Numbers of documents that end as a whole, as printed. */
  repeals: string[];
  /** Day on which `repeals` end, when the sentence states or implies it. */
  repealsOn: CivilDate | null;
  /** 发文字号 of the other documents it names, as printed. */
  cites: string[];
  changes: Change[];
  /** Offsets of the words with which a document ends itself. */
  selfEnds: number[];
  evidence: Evidence[];
  warnings: ImportWarning[];
  confidence: number;
}

export interface RelationInput {
  lines: readonly ClassifiedLine[];
  flow: Flow;
  docNo: string | null;
  title: string;
  writtenOn: CivilDate | null;
  effectiveFrom: CivilDate | null;
}

/**
 * Repeals, extensions, amendments and citations as the sentences mean them. Numbers stand as printed: they are never
 * repaired. What cannot be told for sure is a warning with the sentence.
 */
export function findRelations(input: RelationInput, profile: CityProfile): Relations {
  const { flow, docNo } = input;
  const references = referencesIn(flow.text).filter((each) => each.docNo === null || each.docNo !== docNo);
  const sections = listSections(input.lines, input.title);
  const found = changesIn(
    flow,
    references,
    sections.map((each) => each.from - 1),
  );
  const changes: Change[] = [];
  const warnings: ImportWarning[] = [];
  let unclear = false;
  for (const { effect, references: changed, offset, unnamed, ...sentenceChange } of found.changes) {
    const sentence = flow.sentenceAt(offset, 400);
    if (unnamed)
      warnings.push(warning(`有文件被废止，但没有写明是哪一份：${short(sentence)}`, flow.lineAt(offset), 'repeals'));
    if (sentenceChange.unclear) {
      unclear = true;
      warnings.push(warning(`不能确定哪一份文件被废止，请核对：${short(sentence)}`, flow.lineAt(offset), 'repeals'));
    }
    for (const { reference, parts, sure } of changed)
      changes.push(
        changeOf({ effect, reference, parts, sentence, heading: '', confidence: sure ? 0.95 : 0.6 }, input, profile),
      );
  }
  changes.push(...listed(input, sections, references, changes, profile));
  const whole = changes.filter((each) => each.effect === 'repealed' && each.scope === 'whole');
  const numbers = [...new Set(whole.flatMap((each) => (each.docNo === null ? [] : [each.docNo])))];
  for (const each of whole.filter((change) => change.docNo === null && isRule(change.title)))
    warnings.push(warning(`按标题废止，没有文号，请人工确认：《${each.title ?? ''}》`, each.line, 'repeals'));
  for (const each of changes.filter((change) => change.effect === 'repealed' && change.scope === 'part'))
    warnings.push(
      warning(
        `只废止其中一部分（${each.parts.join('、')}），整份文件仍然有效：${short(each.sentence)}`,
        each.line,
        'repeals',
      ),
    );
  const cites = references.flatMap((each) =>
    each.docNo === null || !/〔/.test(each.docNo) || /令|公告|通告/.test(each.docNo) || numbers.includes(each.docNo)
      ? []
      : [each.docNo],
  );
  return {
    repeals: numbers,
    repealsOn:
      numbers.length === 0
        ? null
        : (whole.find((each) => each.on !== null)?.on ?? input.effectiveFrom ?? input.writtenOn),
    cites: [...new Set(cites)],
    changes,
    selfEnds: found.selfEnds.map((each) => each.offset),
    evidence: whole.map(({ sentence, line, confidence }) => ({ quote: sentence, line, confidence })),
    warnings,
    confidence: Math.min(unclear ? 0.6 : 1, ...changes.map((each) => each.confidence)),
  };
}

/** Names in 《》 that are no document's title, such as a form's or a certificate's. */
function isRule(title: string | null): boolean {
  return title !== null && !/(?:证|证书|许可证|表|书|票|牌|照)$/.test(title);
}

/** Documents in a list below a heading that says what becomes of them, unless a sentence has said it already. */
function listed(
  input: RelationInput,
  sections: readonly ListSection[],
  references: readonly Reference[],
  known: readonly Change[],
  profile: CityProfile,
): Change[] {
  const { flow, title } = input;
  const repealing =
    /关于(?:公布)?(?:废止|宣布失效|停止执行)/.test(title) && !/修改/.test(title) && sections.length === 0;
  const listFrom = repealing ? flow.text.search(/废止|失效|停止执行/) : -1;
  return references.flatMap((reference) => {
    if (known.some((each) => each.docNo === reference.docNo && each.title === reference.title)) return [];
    const line = flow.lineAt(reference.offset);
    const section = sections.findLast((each) => each.from <= line);
    const effect =
      section === undefined ? (listFrom >= 0 && reference.offset > listFrom ? 'repealed' : null) : section.effect;
    if (effect === null || (section === undefined && reference.docNo === null) || restsOn(flow.text, reference.offset))
      return [];
    const sentence = section === undefined ? flow.sentenceAt(reference.offset, 400) : section.heading;
    const heading = section?.heading ?? '';
    return [changeOf({ effect, reference, parts: [], sentence, heading, confidence: 0.85 }, input, profile)];
  });
}

/** `根据《…》（…号），决定…`: what a decision rests on. */
function restsOn(text: string, offset: number): boolean {
  const head = text.slice(Math.max(0, offset - 120), offset);
  const clause = head.slice(Math.max(head.lastIndexOf('。'), head.lastIndexOf('；')) + 1).replace(/《[^》]*》?/g, '');
  return /(?:^|[，,])(?:根据|按照|依据|依照)[^，,]*$/.test(clause);
}

interface Found {
  effect: Change['effect'];
  reference: Reference;
  parts: string[];
  sentence: string;
  heading: string;
  confidence: number;
}

function changeOf(
  found: Found,
  { flow, docNo: ownDocNo, writtenOn, effectiveFrom }: RelationInput,
  profile: CityProfile,
): Change {
  const { effect, reference, parts, sentence, heading, confidence } = found;
  const words = heading === '' ? sentence : heading;
  return {
    effect,
    scope: parts.length > 0 || effect === 'amended' ? 'part' : 'whole',
    parts,
    docNo: reference.docNo,
    title: reference.title,
    on:
      effect === 'repealed'
        ? (dayIn(words) ?? (/即日起/.test(words) ? writtenOn : (effectiveFrom ?? writtenOn)))
        : null,
    until: effect === 'extended' ? untilIn(words) : null,
    ours: isOurs(reference, ownDocNo, profile),
    sentence,
    line: flow.lineAt(reference.offset),
    confidence,
  };
}

/**
 * Whether the changed document is of the city's own organs: a code the profile knows, an order of the city, the series
 * of this document where the city issued it, or a title that begins with the city. A code that only begins with the
 * city's letter may be another one's: 山政发 is as well a province's.
 */
function isOurs({ docNo, title }: Reference, ownDocNo: string | null, profile: CityProfile): boolean {
  if (profile.city === '') return false;
  const codeOf = (number: string | null): string => number?.split('〔')[0] ?? '';
  const code = codeOf(docNo);
  const ownCode = codeOf(ownDocNo);
  const byCity = ownCode.startsWith(profile.city.charAt(0));
  return (
    profile.numberPrefixes[code] !== undefined ||
    (docNo?.startsWith(profile.city) ?? false) ||
    (code !== '' && code === ownCode && (profile.numberPrefixes[ownCode] !== undefined || byCity)) ||
    (title !== null && new RegExp(`^(?:中共)?${profile.city}`).test(title))
  );
}

function warning(message: string, line: number, field: string): ImportWarning {
  return { code: 'relation_to_confirm', message, field, line };
}

const short = (sentence: string): string => (sentence.length > 80 ? `${sentence.slice(0, 80)}…` : sentence);
