import fc from 'fast-check';
import {
  chengjiang,
  linesOf,
  syntheticDocuments,
  syntheticGazette,
  type SyntheticDocument,
} from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import type { ParsedDocument } from './types';

/** What must not change however the page is laid out. */
function fieldsOf(documents: readonly ParsedDocument[]) {
  return documents.map((document) => ({
    docNo: document.docNo,
    title: document.title,
    kind: document.kind,
    issuers: document.issuers,
    writtenOn: document.writtenOn,
    effectiveFrom: document.effectiveFrom,
    effectiveTo: document.effectiveTo,
    hotlines: document.hotlines,
    repeals: document.repeals,
    topics: document.topics[0],
    text: document.text.replace(/\s/g, ''),
  }));
}

const expected = fieldsOf(parseGazette(syntheticGazette(), chengjiang).documents);

const BRACKETS = ['〔〕', '﹝﹞', '[]', '［］', '【】', '（）', '()', '〔)', '（]'];
const wide = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const number = fc.record({
  brackets: fc.constantFrom(...BRACKETS),
  space: fc.constantFrom('', ' ', '　'),
  wide: fc.boolean(),
});

/** A number line in one of its printed forms. */
function printNumber(docNo: string, form: { brackets: string; space: string; wide: boolean }): string {
  const [open = '〔', close = '〕'] = [...form.brackets];
  const printed = docNo.replace('〔', `${form.space}${open}`).replace('〕', `${close}${form.space}`);
  return form.wide ? wide(printed) : printed;
}

const FURNITURE = [
  '— 12 —',
  '——7——',
  '- 3 -',
  '澄江市人民政府公报 2021年第3期',
  '·市政府文件· 3/2021 澄江市人民政府公报',
  '---',
];
/** A break that a page or a narrow column puts into a line, with what stands at the page's edge. */
const interruption = fc.record({
  at: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  blank: fc.boolean(),
  furniture: fc.option(fc.constantFrom(...FURNITURE), { nil: null }),
});

type Interruption = { at: number; blank: boolean; furniture: string | null };

function interrupt(line: string, { at, blank, furniture }: Interruption): string[] {
  const cut = Math.max(1, Math.min(line.length - 1, Math.round(line.length * at)));
  return [
    line.slice(0, cut),
    ...(blank ? [''] : []),
    ...(furniture === null ? [] : ['', furniture, '']),
    line.slice(cut),
  ];
}

/** Long paragraphs are broken; numbers, dates and organ names keep their own line, as pages do. */
function layOut(
  document: SyntheticDocument,
  breaks: readonly (Interruption | null)[],
  form: { brackets: string; space: string; wide: boolean },
): string[] {
  return linesOf(document).flatMap((line, index) => {
    if (line === document.docNo) return [printNumber(line, form)];
    const brk = breaks[index % breaks.length];
    return brk == null || line.length < 24 ? [line] : interrupt(line, brk);
  });
}

describe('the layout of a page does not change what a gazette says', () => {
  test('line breaks, page furniture, bracket and width variants', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(interruption, { nil: null }), { minLength: 3, maxLength: 12 }),
        number,
        (breaks, form) => {
          const text = syntheticDocuments.flatMap((document) => layOut(document, breaks, form)).join('\n');
          expect(fieldsOf(parseGazette(text, chengjiang).documents)).toEqual(expected);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('a blank line after every line, markdown marks, spaces around digits', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '# ', '## ', '> ', '**'), fc.boolean(), (mark, spaced) => {
        const lines = syntheticGazette()
          .split('\n')
          .map((line) => {
            const marked = mark === '**' && line !== '' ? `**${line}**` : /^[澄关《]/.test(line) ? mark + line : line;
            return spaced ? marked.replace(/(\d)(年|月|日)/g, '$1 $2 ') : marked;
          });
        expect(fieldsOf(parseGazette(lines.join('\n\n'), chengjiang).documents)).toEqual(expected);
      }),
    );
  });

  test('the title broken anywhere', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 2 }), (where, which) => {
        const document = syntheticDocuments[which] as SyntheticDocument;
        const cut = 2 + (where % (document.matter.length - 4));
        const broken = { ...document, matter: `${document.matter.slice(0, cut)}\n${document.matter.slice(cut)}` };
        const documents = syntheticDocuments.map((each, index) => (index === which ? broken : each));
        const text = documents.flatMap(linesOf).join('\n');
        expect(fieldsOf(parseGazette(text, chengjiang).documents)).toEqual(expected);
      }),
    );
  });
});

describe('the invented gazette itself', () => {
  test('is read as it was written', () => {
    const { documents, contents, warnings } = parseGazette(syntheticGazette(), chengjiang);
    expect(contents.map((entry) => [entry.docNo, entry.page])).toEqual([
      ['澄政发〔2021〕4号', 1],
      ['澄政办发〔2021〕11号', 5],
      ['澄财社〔2021〕27号', 9],
    ]);
    expect(warnings).toEqual([]);
    expect(
      documents.map(({ docNo, issuers, writtenOn, effectiveFrom, effectiveTo, repeals, hotlines }) => ({
        docNo,
        issuers,
        writtenOn,
        effectiveFrom,
        effectiveTo,
        repeals,
        hotlines,
      })),
    ).toEqual([
      {
        docNo: '澄政发〔2021〕4号',
        issuers: ['澄江市人民政府'],
        writtenOn: '2021-02-18',
        effectiveFrom: '2021-03-01',
        effectiveTo: '2021-06-30',
        repeals: [],
        hotlines: ['0990-2216688'],
      },
      {
        docNo: '澄政办发〔2021〕11号',
        issuers: ['澄江市人民政府办公室'],
        writtenOn: '2021-05-06',
        effectiveFrom: '2021-07-01',
        effectiveTo: '2026-06-30',
        repeals: ['澄政办发〔2015〕30号'],
        hotlines: [],
      },
      {
        docNo: '澄财社〔2021〕27号',
        issuers: ['澄江市财政局', '澄江市民政局'],
        writtenOn: '2021-09-02',
        effectiveFrom: '2021-09-02',
        effectiveTo: null,
        repeals: [],
        hotlines: [],
      },
    ]);
    expect(documents.map((document) => document.regions)).toEqual([['990100'], ['990100'], ['990100']]);
    expect(documents.every((document) => document.confidence >= 0.75)).toBe(true);
  });
});
