import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { syntheticGazette } from '../../test/gazettes/factories';
import { runImport } from './importCommand';

jest.setTimeout(180_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const stored: { docNo: string | null; publish: boolean }[] = [];
  const code = await runImport(
    args,
    (documents, publish) => {
      stored.push(...documents.map(({ docNo }) => ({ docNo, publish })));
      return Promise.resolve(
        documents.map(({ docNo, title }) => ({
          docNo,
          title,
          noticeId: 'n',
          outcome: 'created',
          published: publish,
          needsReview: false,
        })),
      );
    },
    { out: (line) => out.push(line), error: (line) => errors.push(line) },
  );
  return { code, out, errors, stored };
}

test('--json prints the documents of the contract and stores nothing', async () => {
  const { code, out, stored } = await run(file('a.txt', syntheticGazette()), '--json');
  expect({ code, stored }).toEqual({ code: 0, stored: [] });
  expect(out).toHaveLength(1);
  const { documents } = JSON.parse(out[0]!) as { documents: Record<string, unknown>[] };
  expect(Object.keys(documents[0]!)).toEqual(
    expect.arrayContaining(
      'docNo title kind issuer writtenOn effectiveFrom effectiveTo hotlines repeals cites topics regions attachments blocks text confidence warnings'.split(
        ' ',
      ),
    ),
  );
  expect(documents[2]).toMatchObject({ issuer: '澄江市财政局、澄江市民政局' });
});

test('without it the documents are stored; a file that fails stores nothing and is named', async () => {
  const good = file('b.txt', syntheticGazette());
  const { code, out, errors, stored } = await run(
    good,
    file('c.txt', '没有公文。'),
    path.join(folder, 'none.txt'),
    '--publish',
  );
  expect(code).toBe(1);
  expect(stored.map((each) => each.docNo)).toEqual(['澄政发〔2021〕4号', '澄政办发〔2021〕11号', '澄财社〔2021〕27号']);
  expect(stored.every((each) => each.publish)).toBe(true);
  expect(errors).toEqual([
    expect.stringMatching(/c\.txt：没有在文件中找到公文/),
    expect.stringMatching(/none\.txt：没有这个文件/),
  ]);
  expect(out.at(-1)).toContain('新增 3');
});

test.each([[[]], [['--json']], [['a.txt', '--wrong']]])('wrong arguments %j explain the usage', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, errors: [expect.stringContaining('用法')] });
});
