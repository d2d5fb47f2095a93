import { normalizeText } from './normalize';
import { parseRelation, wordsIn, type Relation } from './relations';

/** The words by which a line of each kind can lead to a text. */
function leadsTo(relation: Relation): readonly string[] {
  switch (relation.kind) {
    case 'same':
    case 'narrower':
      return wordsIn(relation);
    case 'related':
      return relation.to;
    default:
      return [];
  }
}

/**
 * The lines of a vocabulary that can lead to one of the texts, and those that only tell words apart: for a phone that
 * searches the catalogue alone, a part of the whole.
 */
export function relevantRelations(lines: readonly string[], texts: readonly string[]): string[] {
  const all = texts.map(normalizeText).join('\n');
  const known = new Map<string, boolean>();
  const stands = (word: string): boolean => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const now = all.includes(word);
    known.set(word, now);
    return now;
  };
  const relations = lines.map((line) => ({ line, relation: parseRelation(line) }));
  // A synonym of a word that stands in a text leads there too.
  for (const { relation } of relations) {
    if (relation.kind === 'same' && relation.words.some(stands))
      for (const word of relation.words) known.set(word, true);
  }
  return relations
    .filter(({ relation }) => {
      if (relation.kind === 'asks' || relation.kind === 'known' || relation.kind === 'outside') return true;
      return relation.kind === 'apart' ? wordsIn(relation).some(stands) : leadsTo(relation).some(stands);
    })
    .map(({ line }) => line);
}
