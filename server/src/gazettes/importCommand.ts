import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../errors';
import { MAX_FILE_BYTES } from './decode/readSourceFile';
import type { ImportedDocument } from './importDocuments';
import { DEFAULT_LIMITS, parseFile } from './parseFile';
import { cityProfile } from './profile';
import { toJson } from './toJson';
import type { ParsedDocument, ParsedGazette } from './types';

const USAGE = '用法：npm run import -- 文件… [--json] [--publish]';

export interface ImportArguments {
  files: string[];
  json: boolean;
  publish: boolean;
}

/** Reads the command's arguments; null when they are wrong. */
function parseArguments(args: readonly string[]): ImportArguments | null {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const files = args.filter((arg) => !arg.startsWith('--'));
  if (files.length === 0 || flags.some((flag) => flag !== '--json' && flag !== '--publish')) return null;
  return { files, json: flags.includes('--json'), publish: flags.includes('--publish') };
}

export interface CommandOutput {
  out(line: string): void;
  error(line: string): void;
}

type Store = (documents: readonly ParsedDocument[], publish: boolean) => Promise<ImportedDocument[]>;

/**
 * The import command: parses each file in a child process, then prints JSON (`--json`, nothing is stored) or stores drafts. A
 * file that fails stores nothing and is named on one line; the others go on.
 * @param store called once with the documents of all good files; not called with `--json`
 * @returns the exit code: 0, or 1 when a file failed, 2 for wrong arguments
 */
export async function runImport(args: readonly string[], store: Store, output: CommandOutput): Promise<number> {
  const parsed = parseArguments(args);
  if (parsed === null) {
    output.error(USAGE);
    return 2;
  }
  const gazettes: { file: string; gazette: ParsedGazette }[] = [];
  for (const file of parsed.files) {
    try {
      gazettes.push({ file, gazette: await readAndParse(file, output) });
    } catch (error) {
      output.error(`${file}：${reasonOf(error)}，没有存入任何内容`);
    }
  }
  const documents = gazettes.flatMap(({ gazette }) => gazette.documents);
  if (parsed.json) {
    const files = gazettes.map(({ file, gazette: { warnings, furniture } }) => ({ file, warnings, furniture }));
    output.out(JSON.stringify({ documents: documents.map(toJson), files }));
  } else if (documents.length > 0) report(await store(documents, parsed.publish), gazettes, output);
  return gazettes.length === parsed.files.length ? 0 : 1;
}

async function readAndParse(file: string, output: CommandOutput): Promise<ParsedGazette> {
  const { size } = await stat(file);
  if (size > MAX_FILE_BYTES)
    throw new AppError('payload_too_large', { detail: `文件有 ${(size / 1024 / 1024).toFixed(1)} MB，最大 30 MB` });
  return parseFile(await readFile(file), cityProfile, DEFAULT_LIMITS, ({ page, pages }) =>
    output.error(`${file}：正在识别第 ${page} 页，共 ${pages} 页`),
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError)
    return error.code === 'internal' ? `程序出错（${String(error.cause)}）` : error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return '没有这个文件';
  if (code === 'EISDIR') return '这是文件夹';
  if (code === 'EACCES') return '没有读取这个文件的权限';
  return message;
}

const OUTCOMES: Record<ImportedDocument['outcome'], string> = {
  created: '新增',
  unchanged: '没有变化',
  revised: '有改动，已成新版本',
  proposed: '有改动，等待审核',
};

function report(
  results: readonly ImportedDocument[],
  gazettes: readonly { file: string; gazette: ParsedGazette }[],
  output: CommandOutput,
): void {
  for (const result of results) {
    const state = result.published ? '已发布' : result.needsReview ? '草稿，需核对' : '草稿';
    output.out(`${OUTCOMES[result.outcome]}（${state}）  ${result.docNo ?? '无文号'}  ${result.title}`);
  }
  for (const { file, gazette } of gazettes) {
    for (const warning of gazette.warnings) output.out(`${file}:${warning.line ?? ''} 提示：${warning.message}`);
    for (const document of gazette.documents) {
      for (const warning of document.warnings)
        output.out(`${file}:${warning.line ?? ''} ${document.docNo ?? document.title} 提示：${warning.message}`);
    }
  }
  const count = (outcome: ImportedDocument['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  output.out(
    `共 ${results.length} 份：新增 ${count('created')}，改动 ${count('revised') + count('proposed')}，没有变化 ${count('unchanged')}。导入不会推送。`,
  );
}
