import fc from 'fast-check';
import { AppError } from '../errors';
import { readSourceFile } from './decode/readSourceFile';
import { syntheticGazette } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import { cityProfile, UNKNOWN_CITY } from './profile';

/** Pieces that the parser's rules look for, in any order: the text of a file gone wrong. */
const PIECES = [
  '某市人民政府',
  '办公室',
  '关于',
  '印发',
  '《',
  '》',
  '的通知',
  '的通告',
  '某政发',
  '〔2021〕',
  '[2021',
  '3',
  '号',
  '各县（市、区）人民政府',
  '：',
  '。',
  '，',
  '；',
  '2021年3月2日',
  '二〇二一年三月',
  '即日起至',
  '起施行',
  '有效期五年',
  '同时废止',
  '附件',
  '附件1',
  '第一条',
  '第九十九条',
  '一、',
  '（一）',
  '1.',
  '1.1 ',
  '\t',
  '序号 名称 类型 部门',
  '目 录',
  '.....',
  ' 12',
  '— 3 —',
  '（此件公开发布）',
  '举报电话',
  '12345',
  '0349-2021918',
  '\n',
  '\n\n',
  '\f',
  ' ',
  '#',
  '**',
  '$',
  '_{',
  '（',
  '）',
  '“',
];

/** Machine time a small input may take, with room for a loaded machine. */
const LIMIT_MS = 5000;

function timed(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user } = process.cpuUsage(start);
  return user / 1000;
}

describe('whatever the input', () => {
  test('any mixture of the pieces gives an answer, quickly', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 400 }), (pieces) => {
        const text = pieces.join('');
        expect(timed(() => parseGazette(text, UNKNOWN_CITY))).toBeLessThan(LIMIT_MS);
      }),
      { numRuns: 200 },
    );
  });

  test('any text gives documents whose facts stand in their blocks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(), (noise, at) => {
        const gazette = syntheticGazette();
        const cut = at % gazette.length;
        const { documents } = parseGazette(gazette.slice(0, cut) + noise + gazette.slice(cut), cityProfile);
        for (const { blocks, keyFacts } of documents) {
          for (const fact of keyFacts)
            expect(JSON.stringify(blocks[fact.source.block])).toContain(JSON.stringify(fact.source.quote).slice(1, -1));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('any bytes are read or refused with a registered error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000 }),
        fc.constantFrom('', 'PK\u0003\u0004', '\u00ff\u00fe', '\u00d0\u00cf\u0011\u00e0'),
        async (bytes, head) => {
          const file = Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
          const answer = await readSourceFile(file).catch((error: unknown) => error);
          if (answer instanceof Error) expect(answer).toBeInstanceOf(AppError);
          else expect(parseGazette((answer as { text: string }).text, UNKNOWN_CITY).documents).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ['one line of a million characters', '关于'.repeat(500_000)],
    ['open brackets', '（《“'.repeat(100_000)],
    ['digits', '1'.repeat(300_000)],
    ['numbers one below the other', Array.from({ length: 20_000 }, (_, index) => `${index}`).join('\n')],
    [
      'document numbers one below the other',
      Array.from({ length: 3000 }, (_, index) => `某政发〔2021〕${index}号`).join('\n'),
    ],
    ['tabs', '\t\t\t\n'.repeat(50_000)],
    ['issuers one below the other', '某市人民政府\n'.repeat(20_000)],
    ['titles one below the other', '某市人民政府关于某事的通知\n'.repeat(5000)],
  ])('%s', (_, text) => {
    expect(timed(() => parseGazette(text, cityProfile))).toBeLessThan(LIMIT_MS);
  });
});
