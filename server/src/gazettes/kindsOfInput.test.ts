import { INPUTS, verdictOf } from '../../test/gazettes/verdict';
import { cityProfile, parseGazette } from '.';
import { toDraft } from './toDraft';

describe.each(INPUTS)('$name', ({ lines, right }) => {
  const { documents, warnings } = parseGazette(lines.join('\n'), cityProfile);

  test('is one document whose fields are right or doubted, or is reported as none', () => {
    if (documents.length === 0) {
      expect(warnings.map(({ code }) => code)).toContain('unplaced_text');
      return;
    }
    expect(documents).toHaveLength(1);
    const verdicts = Object.entries(right).map(([field, want]) => [field, verdictOf(documents[0]!, field, want)]);
    expect(verdicts.filter(([, verdict]) => verdict === 'silent')).toEqual([]);
  });

  test('can be stored as a draft', () => {
    for (const document of documents) expect(toDraft(document).title).toBe(document.title);
  });
});
