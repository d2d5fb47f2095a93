import fc from 'fast-check';
import {
  chengjiang,
  syntheticDocuments,
  syntheticGazette,
  type SyntheticDocument,
} from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import type { ParsedDocument } from './types';

/** What must be read whatever slip a scan or a copy made in the lines that name a document. */
const fieldsOf = (documents: readonly ParsedDocument[]) =>
  documents.map(
    ({ docNo, title, kind, issuers, addressees, writtenOn, effectiveFrom, effectiveTo, hotlines, repeals }) => ({
      docNo,
      title,
      kind,
      issuers,
      addressees,
      writtenOn,
      effectiveFrom,
      effectiveTo,
      hotlines,
      repeals,
    }),
  );
const expected = fieldsOf(parseGazette(syntheticGazette(), chengjiang).documents);

const spaced = (line: string): string => [...line].join(' ');
const misread = (line: string): string =>
  line
    .replace(/0/g, 'O')
    .replace(/1(?=\d)/g, 'l')
    .replace(/2(?=[^\d])/g, 'Z');

/** The lines that name a document, as parts that a slip may change or run together. */
interface Head {
  issuers: string[];
  matter: string;
  docNo: string;
  addressees: string[];
  signature: string[];
  date: string;
}

const SLIPS: Record<string, (head: Head) => Partial<Head>> = {
  none: () => ({}),
  'a space after every letter of title and number': ({ issuers, matter, docNo }) => ({
    issuers: issuers.map(spaced),
    matter: spaced(matter),
    docNo: spaced(docNo),
  }),
  'letters for digits in number and date': ({ docNo, date }) => ({ docNo: misread(docNo), date: misread(date) }),
  'a full stop after the number, 曰 for 日': ({ docNo, date }) => ({
    docNo: `${docNo}。`,
    date: date.replace('日', '曰'),
  }),
  'title and number on one line': ({ matter, docNo }) => ({ matter: '', docNo: `${matter} ${docNo}` }),
  'number and addressees on one line': ({ docNo, addressees }) =>
    addressees.length === 0 ? {} : { docNo: `${docNo} ${addressees.join('')}`, addressees: [] },
  'signature and date on one line': ({ signature, date }) => ({
    signature: [],
    date: `${signature.join(' ')} ${date}`,
  }),
  'marks of headings and emphasis': ({ matter, docNo, date }) => ({
    matter: `**## ${matter}**`,
    docNo: `> # ${docNo}`,
    date: `* * ${date} * *`,
  }),
  'damaged words of the title': ({ issuers, matter }) => ({
    issuers: issuers.map((name) => name.replace('人民政府', '入民政俯')),
    matter: matter.replace(/通知$/, '迺知').replace(/办法/, '力法').replace('关于', '关干'),
  }),
  'the date without its last sign': ({ date }) => ({ date: date.replace(/日$/, '') }),
};

function print(document: SyntheticDocument, slip: string, brokenAt: number | null): string[] {
  const { issuers, matter, docNo, addressees, paragraphs, issued } = document;
  const plain: Head = {
    issuers,
    matter,
    docNo,
    addressees: addressees === null ? [] : [`${addressees}：`],
    signature: document.signature.slice(0, -1),
    date: document.signature.at(-1) ?? '',
  };
  const head = { ...plain, ...SLIPS[slip]?.(plain) };
  const number =
    brokenAt === null || head.docNo !== docNo ? [head.docNo] : [docNo.slice(0, brokenAt), '', docNo.slice(brokenAt)];
  return [
    ...head.issuers,
    head.matter,
    ...number,
    ...head.addressees,
    ...paragraphs,
    ...head.signature,
    head.date,
    ...issued,
  ];
}

test('slips in title, number, addressees, signature and date do not change what is read', () => {
  const slip = fc.record({
    name: fc.constantFrom(...Object.keys(SLIPS)),
    brokenAt: fc.option(fc.integer({ min: 3, max: 9 }), { nil: null }),
  });
  fc.assert(
    fc.property(fc.tuple(slip, slip, slip), (slips) => {
      const lines = syntheticDocuments.flatMap((document, index) => {
        const { name, brokenAt } = slips[index] ?? { name: 'none', brokenAt: null };
        return print(document, name, brokenAt);
      });
      expect(fieldsOf(parseGazette(lines.join('\n'), chengjiang).documents)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
