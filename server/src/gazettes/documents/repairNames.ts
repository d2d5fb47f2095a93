import type { CityProfile } from '../profile/types';
import { plainTitleWords } from '../fields/kindOf';
import { plainOrganWords } from './issuerNames';
import { isPlace, isPlaceInitial, placeAtStart } from '../places';
import { distance } from './similarity';

/** A value that OCR damaged and how it was read; `changed` says that a person should look. */
export interface Repaired {
  text: string;
  changed: boolean;
}

/**
 * Whether the rest of a document speaks of the profile's city: its name, or a number with one of its codes. Only then
 * may a near form be read as the city's own.
 */
export function speaksOfCity(text: string, profile: CityProfile): boolean {
  if (profile.city === '') return false;
  return text.includes(profile.city) || Object.keys(profile.numberPrefixes).some((code) => text.includes(`${code}〔`));
}

/**
 * The city's own characters as OCR misreads them (profile), in a number, title or issuer; `text` is what else the
 * document prints. A name that is a real place (GB/T 2260) is never changed.
 */
export function repairMisreadings(name: string, profile: CityProfile, text: string): Repaired {
  let repaired = name;
  if (speaksOfCity(text, profile))
    for (const [wrong, right] of Object.entries(profile.misreadings))
      if (!isPlace(`${wrong}市`) && !isPlace(wrong)) repaired = repaired.replaceAll(wrong, right);
  return { text: repaired, changed: repaired !== name };
}

/**
 * An issuer as it must read: common words of organs where the printed form is no word, and one the profile knows when it
 * is a letter away, is no real place itself, and the rest of the document speaks of the city.
 */
export function repairIssuer(name: string, profile: CityProfile, text: string): Repaired {
  const misread = repairMisreadings(name, profile, text);
  const plain = plainOrganWords(misread.text);
  const changed = misread.changed || plain !== misread.text;
  if (profile.issuers.includes(plain) || !speaksOfCity(text, profile)) return { text: plain, changed };
  const known = nearIssuer(plain, profile);
  return known === null ? { text: plain, changed } : { text: known, changed: true };
}

/** The profile's issuer one letter away from `name`, when `name` begins with no real place of its own. */
export function nearIssuer(name: string, profile: CityProfile): string | null {
  if (isPlace(placeAtStart(name))) return null;
  return (
    profile.issuers.find(
      (issuer) =>
        (issuer.length === name.length || (issuer.length === name.length + 1 && issuer.endsWith(name))) &&
        distance(issuer, name) === 1,
    ) ?? null
  );
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
 * A document's own number whose prefix is one character away from one of the profile's, when that prefix belongs to the
 * document's own issuer and the printed letter begins no other place: 朔教发 of the education bureau is never taken for
 * 朔政发, nor 兰政发 for it. Numbers that a text cites are never repaired.
 */
export function repairNumber(docNo: string, issuers: readonly string[], profile: CityProfile, text: string): Repaired {
  const misread = repairMisreadings(docNo.replace(DAMAGED_CODE, '政').replace(DAMAGED_OFFICE, '办'), profile, text);
  const repaired = misread.text;
  const changed = repaired !== docNo;
  const prefix = repaired.split('〔')[0] ?? '';
  if (profile.numberPrefixes[prefix] !== undefined) return { text: repaired, changed };
  const near = Object.entries(profile.numberPrefixes).filter(
    ([known, issuer]) =>
      known.length === prefix.length &&
      issuers.includes(issuer) &&
      distance(known, prefix) === 1 &&
      (known.charAt(0) === prefix.charAt(0) || !isPlaceInitial(prefix.charAt(0))) &&
      !isOtherSeries(prefix, known),
  );
  const [only] = near;
  if (near.length !== 1 || only === undefined) return { text: repaired, changed };
  return { text: only[0] + repaired.slice(prefix.length), changed: true };
}

/** Whether a number's code begins with another place's letter than its issuer's: one of the two is misread. */
export function isForeignNumber(docNo: string, issuers: readonly string[], profile: CityProfile): boolean {
  const prefix = docNo.split('〔')[0] ?? '';
  const own = Object.entries(profile.numberPrefixes).filter(([, issuer]) => issuers.includes(issuer));
  if (own.length > 0) return /〔/.test(docNo) && !own.some(([known]) => known.charAt(0) === prefix.charAt(0));
  const owner = profile.numberPrefixes[prefix];
  return owner !== undefined && issuers.length > 0 && !issuers.some((name) => name.startsWith(profile.city));
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
