import { chengjiang, linesOf, syntheticDocuments } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import { withPageMetadata } from './withPageMetadata';

const [ban] = syntheticDocuments;
const whole = linesOf(ban!).join('\n');
const undated = linesOf(ban!)
  .filter((line) => !/^二?2?0?21年2月18日$/.test(line.replace(/\s/g, '')))
  .join('\n');
const parsed = parseGazette(whole, chengjiang);

test('a date that the text does not print is taken from the information block, and said', () => {
  const before = parseGazette(undated, chengjiang);
  expect(before.documents[0]?.writtenOn).toBeNull();
  for (const writtenOn of ['2021-02-18', '2021年2月18日', '2021/2/18 10:00']) {
    const [document] = withPageMetadata(before, { writtenOn }).documents;
    expect(document).toMatchObject({ writtenOn: '2021-02-18', fields: { writtenOn: 0.8 } });
    expect(document?.confidence).toBeLessThanOrEqual(0.8);
    expect(document?.warnings).toContainEqual(expect.objectContaining({ field: 'writtenOn', code: 'source_doubt' }));
    expect(document?.warnings.map((warning) => warning.code)).not.toContain('no_date');
  }
});

test.each([
  ['date', { writtenOn: '2021-03-01' }, 'writtenOn'],
  ['number', { docNo: '澄政发〔2021〕5号' }, 'docNo'],
])('a %s that differs is a doubt, and the text stands', (_, metadata, field) => {
  const [document] = withPageMetadata(parsed, metadata).documents;
  expect(document).toMatchObject({ writtenOn: '2021-02-18', docNo: '澄政发〔2021〕4号', confidence: 0.6 });
  expect(document?.fields[field]).toBe(0.6);
  expect(document?.warnings.at(-1)).toMatchObject({ field, code: 'source_doubt' });
});

test('what agrees, says nothing, or belongs to several documents changes nothing', () => {
  expect(withPageMetadata(parsed, { writtenOn: '2021-02-18', docNo: '澄政发[2021]4号' })).toEqual(parsed);
  expect(withPageMetadata(parsed, { writtenOn: '见正文', docNo: '无' })).toEqual(parsed);
  expect(withPageMetadata(parsed, undefined)).toBe(parsed);
  const several = { ...parsed, documents: [...parsed.documents, ...parsed.documents] };
  expect(withPageMetadata(several, { docNo: '澄政发〔2021〕5号' })).toBe(several);
});
