import type { CityProfile } from '../profile/types';
import { plainTitleWords } from '../fields/kindOf';
import { plainOrganWords } from './issuerNames';
import { distance } from './similarity';

/** A value that OCR damaged and how it was read; `changed` says that a person should look. */
export interface Repaired {
  text: string;
  changed: boolean;
}

/** The city's own characters as OCR misreads them (profile), in a number, title or issuer. */
export function repairMisreadings(text: string, profile: CityProfile): Repaired {
  let repaired = text;
  for (const [wrong, right] of Object.entries(profile.misreadings)) repaired = repaired.replaceAll(wrong, right);
  return { text: repaired, changed: repaired !== text };
}

/** An issuer one character away from one the profile knows is that one. */
export function repairIssuer(name: string, profile: CityProfile): Repaired {
  const misread = repairMisreadings(name, profile);
  const text = plainOrganWords(misread.text);
  const changed = misread.changed || text !== misread.text;
  if (profile.issuers.includes(text)) return { text, changed };
  const known = profile.issuers.find(
    (issuer) =>
      (issuer.length === text.length || (issuer.length === text.length + 1 && issuer.endsWith(text))) &&
      distance(issuer, text) === 1,
  );
  return known === undefined ? { text, changed } : { text: known, changed: true };
}

/** Series an organ numbers apart (发 函 任 规 …): 某政任 is a series of its own, not a misread 某政发. */
const SERIES = /[发函任规通字电令复议阅办督纪秘文告征招补]/;

function isOtherSeries(prefix: string, known: string): boolean {
  return [...prefix].some((char, index) => char !== known[index] && SERIES.test(char));
}

/** 攻 for 政 in a code: governments write 政, nobody writes 攻. */
const DAMAGED_CODE = /(?<=^[\u4e00-\u9fa5]{1,2})攻/;

/** 力 for 办 between 政 and the series. */
const DAMAGED_OFFICE = /(?<=^[\u4e00-\u9fa5]{1,2}政)力(?=[发函字规])/;

/**
 * A number whose prefix is one character away from one of the profile's, when that prefix belongs to the document's own
 * issuer: 朔教发 of the education bureau is never taken for 朔政发.
 */
export function repairNumber(docNo: string, issuers: readonly string[], profile: CityProfile): Repaired {
  const misread = repairMisreadings(docNo.replace(DAMAGED_CODE, '政').replace(DAMAGED_OFFICE, '办'), profile);
  const { text } = misread;
  const changed = text !== docNo;
  const prefix = text.split('〔')[0] ?? '';
  if (profile.numberPrefixes[prefix] !== undefined) return { text, changed };
  const near = Object.entries(profile.numberPrefixes).filter(
    ([known, issuer]) =>
      known.length === prefix.length &&
      issuers.includes(issuer) &&
      distance(known, prefix) === 1 &&
      !isOtherSeries(prefix, known),
  );
  const [only] = near;
  if (near.length !== 1 || only === undefined) return { text, changed };
  return { text: only[0] + text.slice(prefix.length), changed: true };
}

const STRAY_WORD = /(?<=[\u4e00-\u9fa5《》“])[a-z]{2,12}(?=[\u4e00-\u9fa5《》”])/g;
const ABOUT = /^(?:关[干千子丁]|[夫天美]于|关於)(?=.{4,}的)/;

/** A title's own repairs: 关千 → 关于 after the issuers, damaged common words, stray English words between Chinese ones. */
export function repairTitle(title: string, issuerLength: number): Repaired {
  const clean = title.replace(STRAY_WORD, '');
  const text = clean.slice(0, issuerLength) + plainTitleWords(clean.slice(issuerLength).replace(ABOUT, '关于'));
  return { text, changed: text !== title };
}

/**
 * Letter by letter, what most witnesses say: `title` has one vote, each name that must stand in it has one. Only names
 * that fit a place of the title but for a letter or two take part.
 */
export function voteOnTitle(title: string, witnesses: readonly string[]): Repaired {
  const votes = [...title].map((char) => new Map([[char, 1]]));
  for (const witness of new Set(witnesses)) {
    const at = bestPlace(title, witness);
    if (at === null) continue;
    [...witness].forEach((char, index) => {
      const place = votes[at + index];
      place?.set(char, (place.get(char) ?? 0) + 1);
    });
  }
  const text = [...title].map((char, index) => {
    const [best] = [...(votes[index] ?? [])].sort((a, b) => b[1] - a[1]);
    return best !== undefined && best[1] > (votes[index]?.get(char) ?? 1) && best[1] >= 2 ? best[0] : char;
  });
  return { text: text.join(''), changed: text.join('') !== title };
}

const MAX_ODD_LETTERS = 2;
const SHORTEST_WITNESS = 8;

/** Where `witness` stands in `title` with at most two other letters; null when nowhere. */
function bestPlace(title: string, witness: string): number | null {
  if (witness.length < SHORTEST_WITNESS) return null;
  for (let at = 0; at + witness.length <= title.length; at += 1) {
    let odd = 0;
    for (let index = 0; index < witness.length && odd <= MAX_ODD_LETTERS; index += 1)
      if (title[at + index] !== witness[index]) odd += 1;
    if (odd <= MAX_ODD_LETTERS) return at;
  }
  return null;
}
