import type { ClassifiedLine } from '../lines/classifyLines';
import { endsLikeTitle, OFFICIAL_KINDS, plainTitleWords } from '../fields/kindOf';
import { stripWhitespace } from '../lines/stripWhitespace';
import type { CityProfile } from '../profile/types';
import { distance } from './similarity';
import { isIssuerName, issuersInLine } from './issuerNames';

/** A title as printed: its lines, the text without white space, the issuers it begins with. */
export interface FoundTitle {
  /** Index of the first line that belongs to it and index after the last. */
  from: number;
  to: number;
  text: string;
  issuers: string[];
  /** 0 to 1: how much of the anatomy is there. */
  confidence: number;
  /** The text prints no title; this one is ours, from its words. */
  derived?: boolean;
}

const MAX_LINES = 9;
const MAX_LENGTH = 200;
/** What a title says after its issuers. */
const MATTER =
  /^(?:关于|关千|关干|关子|夫于|印发|转发|批转|发布|公布|表彰|任免|命名|通告|公告|令|决定|通知|《|对|在|召开|启用|成立|调整|20\d\d年(?!\d+月)|实施)/;
/** An English word that OCR saw between Chinese ones. */
const STRAY_WORD = /(?<=[\u4e00-\u9fa5》] ?) *[a-z]{2,12} +(?=[\u4e00-\u9fa5《])/g;
const HAS_MATTER = /关于|关千|关干|夫于|转发|批转/;

/** Lines that can be no part of a title: they end what came before it. */
function endsBefore(line: ClassifiedLine): boolean {
  const { compact } = line;
  return (
    /[。；;！？]$/.test(compact) ||
    /^[（(]?[一二三四五六七八九十]{1,3}[）)、]/.test(compact) ||
    line.cells !== null ||
    compact.length > MAX_LENGTH ||
    line.releaseNote ||
    line.annexMark ||
    line.backCover ||
    /^年月日$/.test(compact) ||
    line.date !== null ||
    line.number !== null
  );
}

/** The lines before index `end` that may be a title, nearest last; blank lines are skipped. */
function linesAbove(lines: readonly ClassifiedLine[], end: number, floor: number): number[] {
  const found: number[] = [];
  for (let index = end - 1; index >= floor && found.length < MAX_LINES; index -= 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    if (endsBefore(line)) break;
    found.unshift(index);
  }
  return found;
}

/**
 * The title that stands above index `end` (where its number is, or where its addressees begin). It starts with issuer
 * lines and says what it is about; the outermost such start wins, so a title quoted inside a title stays inside.
 * `floor` is the first index it may use. Null when nothing there is a title.
 */
export function titleAbove(
  lines: readonly ClassifiedLine[],
  end: number,
  floor: number,
  profile: CityProfile,
): FoundTitle | null {
  const candidates = linesAbove(lines, end, floor);
  for (let start = 0; start < candidates.length; start += 1) {
    const found = readTitle(lines, candidates.slice(start), profile);
    if (found !== null) return found;
  }
  const from = candidates.findIndex((index) => /^关于/.test(lines[index]?.compact ?? ''));
  if (from >= 0) return plainTitle(lines, candidates.slice(from));
  return null;
}

/** Reads `indexes` as issuers followed by the matter; null when they are not exactly that. */
function readTitle(
  lines: readonly ClassifiedLine[],
  indexes: readonly number[],
  profile: CityProfile,
): FoundTitle | null {
  const issuers: string[] = [];
  let at = 0;
  while (at < indexes.length - 1) {
    const named = lines[indexes[at] ?? 0]?.issuers ?? [];
    if (named.length === 0) break;
    issuers.push(...named);
    at += 1;
  }
  const rest = indexes
    .slice(at)
    .map((index) => lines[index]?.compact ?? '')
    .join('');
  if (issuers.length > 0 && MATTER.test(rest)) {
    if (rest.length > MAX_LENGTH || holdsAnother(rest, profile) || !plausibleTogether(issuers, profile)) return null;
    return found(indexes, issuers.join('') + rest, issuers, endsLikeTitle(rest) ? 1 : 0.6);
  }
  const texts = indexes.map((index) => lines[index]?.text ?? '');
  const inline = leadingIssuers(texts, profile);
  const whole = stripWhitespace(texts.join('').replace(STRAY_WORD, ''));
  if (inline.length === 0 || !MATTER.test(whole.slice(inline.join('').length))) {
    const organ = leadingOrgan(whole, profile);
    return organ === null ? null : found(indexes, whole, [organ], 0.85);
  }
  return found(indexes, whole, inline, endsLikeTitle(whole) ? 1 : 0.6);
}

/**
 * The issuers a title begins with before 关于 (`甲市人民政府 关于…`, `甲市人民政府关于…`), also when a line break fell into
 * the issuer's name.
 */
function leadingIssuers(texts: readonly string[], profile: CityProfile): string[] {
  const spaced = texts.join(' ').replace(STRAY_WORD, '');
  const compact = stripWhitespace(spaced);
  const head = HAS_MATTER.test(spaced) ? (spaced.split(HAS_MATTER)[0] ?? '') : '';
  if (startsTooEarly(texts, profile)) return [];
  for (const text of [head, stripWhitespace(head)]) {
    const named = text === '' ? [] : issuersInLine(text, profile);
    if (named.length > 0 && plausibleTogether(named, profile)) return named;
  }
  const known = [...profile.issuers].sort((a, b) => b.length - a.length).find((name) => compact.startsWith(name));
  if (known !== undefined) return [known];
  const [first = ''] = (texts[0] ?? '').split(/\s/);
  return first.length < compact.length ? issuersInLine(first, profile) : [];
}

const LONGEST_PLAIN = 60;

/** `某县人民政府森林防火禁火令`, `某指挥部通告`: a title that says its matter without 关于 begins with an organ's whole name. */
function leadingOrgan(whole: string, profile: CityProfile): string | null {
  if (whole.length > LONGEST_PLAIN || HAS_MATTER.test(whole) || !PUBLIC_END.test(whole)) return null;
  for (let length = whole.length - 2; length >= 5; length -= 1) {
    const name = whole.slice(0, length);
    if (isIssuerName(name, profile)) return name;
  }
  return null;
}

const PUBLIC_END = /(?:令|通告|公告|公示|通知|决定|决议|任免名单)$/;

/** A later line is where an issuer begins: the lines before it end another document. */
function startsTooEarly(texts: readonly string[], profile: CityProfile): boolean {
  return texts.slice(1).some((text, index) => {
    const head = stripWhitespace(texts.slice(index + 1).join('')).split(HAS_MATTER)[0] ?? '';
    return (
      head !== '' &&
      issuersInLine(text.split(HAS_MATTER)[0] ?? '', profile).length > 0 &&
      issuersInLine(head, profile).length > 0
    );
  });
}

/** An organ does not sign beside itself or its own office: then the first line is the signature before. */
function plausibleTogether(issuers: readonly string[], profile: CityProfile): boolean {
  const misread = (a: string, b: string): boolean =>
    profile.issuers.includes(a) && a.length === b.length && distance(a, b) === 1;
  return issuers.every(
    (name, index) => !issuers.some((other, at) => at !== index && (other.startsWith(name) || misread(name, other))),
  );
}

/** The matter holds a whole title of its own that it does not forward or quote: the start was too far up. */
function holdsAnother(rest: string, profile: CityProfile): boolean {
  if (/转发|批转|《[^》]*$/.test(rest.slice(0, 12))) return false;
  return profile.issuers.some((name) => rest.replace(/《[^》]*》/g, '').includes(`${name}关于`));
}

/** A title without issuers, or with the issuer line after it (two headings in inverted order). */
function plainTitle(lines: readonly ClassifiedLine[], indexes: readonly number[]): FoundTitle | null {
  const last = indexes.at(-1) ?? 0;
  const named = lines[last]?.issuers ?? [];
  const matter = named.length > 0 ? indexes.slice(0, -1) : indexes;
  const text = matter.map((index) => lines[index]?.compact ?? '').join('');
  if (text.length > MAX_LENGTH || !endsLikeTitle(text)) return null;
  return found(indexes, named.join('') + text, named, named.length > 0 ? 0.85 : 0.8);
}

function found(indexes: readonly number[], text: string, issuers: string[], confidence: number): FoundTitle {
  return { from: indexes[0] ?? 0, to: (indexes.at(-1) ?? 0) + 1, text, issuers, confidence };
}

const OFFICIAL_END = new RegExp(`(?:${OFFICIAL_KINDS.join('|')})(?:[（(〔][^（(〔]{1,20}[）)〕])?$`);

/** 签发人 of a document to a superior (GB/T 9704-2012, 7.2.6), between number and title. */
const SIGNED_FOR = /^签发人[：:]/;

/**
 * The title that begins at or after index `start`: the order of GB/T 9704 (number above title) and of single notices.
 * Reads on until the words end like a title; gives up after a few lines or at a sentence's end.
 */
export function titleBelow(lines: readonly ClassifiedLine[], start: number, profile: CityProfile): FoundTitle | null {
  const indexes: number[] = [];
  for (let index = start; index < lines.length && indexes.length < MAX_LINES; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '') continue;
    const { compact } = line;
    if (indexes.length === 0 && SIGNED_FOR.test(compact)) continue;
    if (/[。；;]$/.test(compact) || compact.length > MAX_LENGTH || line.date !== null) break;
    indexes.push(index);
    const joined = indexes.map((at) => lines[at]?.compact ?? '').join('');
    if (joined.length > MAX_LENGTH) break;
    const balanced = (joined.match(/《/g)?.length ?? 0) <= (joined.match(/》/g)?.length ?? 0);
    if (!balanced || !OFFICIAL_END.test(plainTitleWords(joined))) continue;
    return readTitle(lines, indexes, profile) ?? plainTitle(lines, indexes);
  }
  return null;
}
