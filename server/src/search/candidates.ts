import type { Unit } from '@shuozhi/shared';
import type mongoose from 'mongoose';
import { frequenciesOf, indexSize } from './frequencies';
import { NoticeIndex, type NoticeIndexRecord } from './model';

/** A notice that may answer, without its sentences. */
export type Candidate = Omit<NoticeIndexRecord, 'sentences' | 'wordsRevision'>;

/** A unit with how telling it is in this corpus. */
export interface WeighedUnit extends Unit {
  rarity: number;
}

const FIELDS = 'changedAt title tokens counts titleTokens size writtenOn effectiveFrom effectiveTo repealedOn rank';
const ALL_WORDS = 120;
const ONE_WORD = 60;
const TELLING_UNITS = 4;

/** Units with their rarity (0–1 and more for the rarest), most telling first. Options no notice holds are left out. */
export async function weighUnits(units: readonly Unit[]): Promise<WeighedUnit[]> {
  const tokens = [...new Set(units.flatMap((unit) => unit.options.map((option) => option.text)))];
  const [frequencies, size] = await Promise.all([frequenciesOf(tokens), indexSize()]);
  const weighed = units.map((unit) => {
    const options = unit.options.filter((option) => (frequencies.get(option.text) ?? 0) > 0);
    const holding = options.reduce((sum, option) => sum + option.weight * (frequencies.get(option.text) ?? 0), 0);
    return { ...unit, options, rarity: Math.log(1 + size / (1 + holding)) / Math.log(1 + size) };
  });
  return weighed.sort((a, b) => b.importance * b.rarity - a.importance * a.rarity);
}

/**
 * Notices that hold all units, and the newest that hold each of the most telling ones.
 * @param units weighed, most telling first
 */
export async function findCandidates(units: readonly WeighedUnit[]): Promise<Candidate[]> {
  const found = units.filter((unit) => unit.options.length > 0);
  if (found.length === 0) return [];
  const holding = (unit: WeighedUnit) => ({ tokens: { $in: unit.options.map((option) => option.text) } });
  const newest = (filter: mongoose.QueryFilter<NoticeIndexRecord>, limit: number) =>
    NoticeIndex.find(filter, FIELDS).sort({ rank: -1 }).limit(limit).lean<Candidate[]>();
  const lists = await Promise.all([
    ...(found.length > 1 ? [newest({ $and: found.map(holding) }, ALL_WORDS)] : []),
    ...found.slice(0, TELLING_UNITS).map((unit) => newest(holding(unit), found.length > 1 ? ONE_WORD : ALL_WORDS)),
  ]);
  return [...new Map(lists.flat().map((candidate) => [candidate._id, candidate])).values()];
}
