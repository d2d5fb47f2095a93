import { chengjiang, syntheticGazette } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import { withSourceDoubts } from './withSourceDoubts';

const gazette = parseGazette(syntheticGazette(), chengjiang);
const [first, second] = gazette.documents;
const confidences = (doubts: Parameters<typeof withSourceDoubts>[1]): number[] =>
  withSourceDoubts(gazette, doubts).documents.map((document) => document.confidence);
const before = gazette.documents.map((document) => document.confidence);

test('a doubt holds the document with its line, and no other', () => {
  const line = second!.lines.from + 1;
  const result = withSourceDoubts(gazette, [{ line, message: '甲', holds: true }]);
  expect(result.documents[1]).toMatchObject({ confidence: 0.6, fields: { body: 0.6 } });
  expect(result.documents[1]?.warnings.at(-1)).toEqual({ code: 'source_doubt', message: '甲', field: 'blocks', line });
  expect(result.documents[0]).toEqual(first);
});

test('a doubt about the file holds all, a remark none, and one outside every document is told of the file', () => {
  expect(confidences([{ line: null, message: '甲', holds: true }])).toEqual(before.map(() => 0.6));
  expect(confidences([{ line: null, message: '甲', holds: false }])).toEqual(before);
  const outside = withSourceDoubts(gazette, [{ line: 100_000, message: '甲', holds: true }]);
  expect(outside.documents).toEqual(gazette.documents);
  expect(outside.warnings.at(-1)).toMatchObject({ message: '甲', line: 100_000 });
});
