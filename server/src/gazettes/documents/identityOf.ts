import { flowOf } from '../lines/flow';
import type { CityProfile } from '../profile/types';
import type { ContentsEntry, ImportWarning } from '../types';
import { agreeOnTitle, quotedNames } from './agreeOnTitle';
import type { DocumentSpan } from './findDocuments';
import {
  isForeignNumber,
  nearIssuer,
  repairIssuer,
  repairMisreadings,
  repairNumber,
  repairTitle,
  speaksOfCity,
} from './repairNames';
import { misprintedOrgan } from './organWords';
import { plain, similarity } from './similarity';
import { parseNumberLine } from './docNumber';
import { readAlert } from '../alerts/readAlert';
import type { PageMetadata } from '../lines/webPage';
import type { BodyParts } from './splitBody';
import { witnessedLetters } from './witnessedLetters';

/** Who says what under which number: the fields that name a document. */
export interface Identity {
  docNo: string | null;
  title: string;
  issuers: string[];
  confidence: { docNo: number; title: number; issuers: number };
  warnings: ImportWarning[];
}

/** Number, title and issuers of a document, repaired where several witnesses agree; every repair is a warning. */
export function identityOf(
  span: DocumentSpan,
  parts: BodyParts,
  entry: ContentsEntry | null,
  profile: CityProfile,
  metadata: PageMetadata | null,
): Identity {
  const warnings: ImportWarning[] = [];
  const warn = (code: ImportWarning['code'], message: string, field: string): void => {
    warnings.push({ code, message, field, line: span.numberLine ?? span.from });
  };
  const text = `${flowOf(span.body).text}${span.title.text}${span.docNo ?? ''}${entry?.docNo ?? ''}${entry?.title ?? ''}`;
  const issuers = readIssuers(span, parts, profile, text, metadata);
  if (issuers.repaired !== null)
    warn('suspicious_character', `发文机关印为“${issuers.repaired}”，读作“${issuers.names.join('、')}”`, 'issuers');
  const near = issuers.names.find((name) => !speaksOfCity(text, profile) && nearIssuer(name, profile) !== null);
  if (near !== undefined)
    warn('issuer_mismatch', `发文机关印为“${near}”，与“${nearIssuer(near, profile)}”只差一字，请核对`, 'issuers');
  const misprint = issuers.names.find((name) => misprintedOrgan(name) !== null);
  if (misprint !== undefined)
    warn('issuer_mismatch', `发文机关“${misprint}”可能有错字（${misprintedOrgan(misprint)}），请核对`, 'issuers');
  if (issuers.names.length === 0) warn('no_issuer', '没有认出发文机关', 'issuers');
  if (!issuers.agree)
    warn(
      'issuer_mismatch',
      `标题与署名的机关不一致：署名为“${(parts.signature?.issuers ?? []).join('、')}”`,
      'issuers',
    );

  const printed = span.title.text.startsWith(span.title.issuers.join('')) ? span.title.issuers.join('') : '';
  const matter = repairMisreadings(span.title.text.slice(printed.length), profile, text).text;
  const leading = printed === '' ? '' : issuers.named.join('');
  const cleaned = repairTitle(leading + matter, leading.length);
  if (cleaned.changed) warn('title_uncertain', `标题中有疑似识别错误：“${span.title.text}”`, 'title');
  const contentsTitle = entry === null ? null : repairMisreadings(entry.title, profile, text).text;
  const title = agreeOnTitle(
    cleaned.text,
    leading + matter,
    contentsTitle,
    otherNames(span, parts, cleaned.text),
    span.from,
  );
  warnings.push(...title.warnings);
  const read = leading + witnessedLetters(title.text.slice(leading.length), flowOf(span.body).text);
  if (span.title.derived === true) warn('title_derived', `原文没有标题，“${read}”由系统按原文拟写，请核对`, 'title');
  if (read !== title.text) warn('title_uncertain', `标题“${title.text}”按正文用字读作“${read}”`, 'title');

  const docNo = readNumber({ span, entry, issuers: issuers.names, profile, text, metadata }, warn);
  return {
    docNo,
    title: read,
    issuers: issuers.names,
    confidence: {
      docNo: docNo === null ? 0.5 : warnings.some((warning) => warning.field === 'docNo') ? 0.72 : 1,
      title: Math.min(
        title.confidence,
        span.title.derived === true ? 0.5 : span.title.confidence >= 0.8 ? 1 : 0.6,
        cleaned.changed || read !== title.text ? 0.8 : 1,
      ),
      issuers: issuersConfidence(issuers, near !== undefined || misprint !== undefined),
    },
    warnings,
  };
}

function issuersConfidence({ names, agree, repaired }: Issuers, doubted: boolean): number {
  if (names.length === 0) return 0.3;
  if (!agree || doubted) return 0.7;
  return repaired === null ? 1 : 0.85;
}

interface Issuers {
  names: string[];
  /** Those the title names, repaired. */
  named: string[];
  /** The printed form when a character was repaired. */
  repaired: string | null;
  /** False when title and signature name different organs. */
  agree: boolean;
}

/** 发文机关: those the title names; the signature completes joint ones and speaks when the title names none. */
function readIssuers(
  span: DocumentSpan,
  parts: BodyParts,
  profile: CityProfile,
  text: string,
  metadata: PageMetadata | null,
): Issuers {
  const body = flowOf(span.body).text;
  const repair = (names: readonly string[]): string[] =>
    names.map((name) => repairIssuer(witnessedLetters(name, body), profile, text).text);
  const signed = repair(parts.signature?.issuers ?? []);
  const named = repair(span.title.issuers);
  const printed = span.title.issuers.join('、');
  const repaired = named.join('、') === printed ? null : printed;
  if (named.length === 0)
    return {
      names: signed.length > 0 ? signed : otherwise(span, profile, metadata),
      named,
      repaired: null,
      agree: true,
    };
  const completes = signed.length > named.length && named.every((name) => signed.includes(name));
  const agree =
    signed.length === 0 ||
    named.some((name) =>
      signed.some(
        (other) => other === name || similarity(other, name) >= 0.8 || other.endsWith(name) || name.endsWith(other),
      ),
    );
  return { names: completes ? signed : named, named, repaired, agree };
}

/** The organ of the 版头, of the number's code, of a warning's sentence, or of the page's metadata block. */
function otherwise(span: DocumentSpan, profile: CityProfile, metadata: PageMetadata | null): string[] {
  if (span.headIssuers.length > 0) return span.headIssuers;
  const issuer =
    profile.numberPrefixes[span.docNo?.split('〔')[0] ?? ''] ??
    readAlert(flowOf(span.body).text)?.issuer ??
    metadata?.issuer;
  return issuer == null ? [] : [issuer];
}

/** Names that must agree with the title: what the first words quote, and the heading of the issued text. */
function otherNames(span: DocumentSpan, parts: BodyParts, title: string): string[] {
  const quoted = quotedNames(
    flowOf(span.body.slice(parts.textFrom, parts.signature?.from ?? parts.textFrom + 12)).text,
  );
  const heading = span.body
    .slice(parts.issuedFrom, parts.issuedFrom + 10)
    .filter((line) => line.text !== '')
    .map((line) => line.compact);
  const joined = [heading.slice(0, 1), heading.slice(0, 2), heading.slice(0, 3)].map((lines) => lines.join(''));
  const best = joined.filter((name) => name.length >= 8 && name.length <= title.length).at(-1);
  return [...new Set(quoted.slice(0, 2)), ...(best === undefined ? [] : [best])];
}

interface NumberInput {
  span: DocumentSpan;
  entry: ContentsEntry | null;
  issuers: readonly string[];
  profile: CityProfile;
  /** All that the document prints. */
  text: string;
  metadata: PageMetadata | null;
}

/** The printed number, repaired from the profile or the contents list; a difference is reported and never settled silently. */
function readNumber(
  { span, entry, issuers, profile, text, metadata }: NumberInput,
  warn: (code: ImportWarning['code'], message: string, field: string) => void,
): string | null {
  const onPage = metadata?.docNo == null ? null : (parseNumberLine(metadata.docNo)?.docNo ?? metadata.docNo);
  if (span.docNo === null) {
    if (onPage === null) warn('no_number', '没有找到发文字号', 'docNo');
    return onPage;
  }
  if (onPage !== null && plain(onPage) !== plain(span.docNo) && !plain(span.docNo).endsWith(plain(onPage)))
    warn('metadata_differs', `网页信息栏的文号“${onPage}”与正文“${span.docNo}”不一致，请核对`, 'docNo');
  if (/^(?:令|公告|通告)/.test(span.docNo)) return `${issuers.join('')}${span.docNo}`;
  const own = repairNumber(span.docNo, issuers, profile, text);
  const listed = entry?.docNo == null ? null : repairNumber(entry.docNo, issuers, profile, text).text;
  const known = profile.numberPrefixes[own.text.split('〔')[0] ?? ''] !== undefined;
  const ours = issuers.some((name) => profile.issuers.includes(name));
  const docNo = listed !== null && listed !== own.text && (span.damagedNumber || (!known && ours)) ? listed : own.text;
  if (listed !== null && listed !== own.text)
    warn('contents_differ', `正文文号“${span.docNo}”与目录“${listed}”不一致，按“${docNo}”处理，请核对`, 'docNo');
  else if (span.damagedNumber || own.changed)
    warn('number_damaged', `发文字号印得不清，按“${docNo}”处理，请核对`, 'docNo');
  else if (isForeignNumber(docNo, issuers, profile))
    warn('number_damaged', `发文字号“${docNo}”的机关代字与发文机关“${issuers.join('、')}”不符，请核对`, 'docNo');
  return docNo;
}
