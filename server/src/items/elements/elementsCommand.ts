import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../errors';
import { audited, COMMAND_ACTOR } from '../../staff';
import { importElements, proposedItems } from './importElements';

const USAGE = '用法：npm run items -- 文件.csv|文件.xlsx [--dry-run]';

interface Output {
  out: (line: string) => void;
  error: (line: string) => void;
}

/**
 * The command `npm run items`: proposes elements of items from a table; a member of staff approves them.
 * @returns the exit code: 0, 1 when the table has errors, 2 for wrong arguments
 */
export async function runElementsCommand(args: readonly string[], output: Output, now: Date): Promise<number> {
  const files = args.filter((arg) => !arg.startsWith('--'));
  const dryRun = args.includes('--dry-run');
  const [file] = files;
  const format = path.extname(file ?? '').toLowerCase();
  const wrong = args.some((arg) => arg.startsWith('--') && arg !== '--dry-run');
  if (file === undefined || files.length > 1 || wrong || (format !== '.csv' && format !== '.xlsx')) {
    output.error(USAGE);
    return 2;
  }
  try {
    const bytes = await readFile(file);
    const read = () =>
      importElements(
        { bytes, format: format === '.csv' ? 'csv' : 'xlsx' },
        { author: dryRun ? null : COMMAND_ACTOR, now },
      );
    const { report } = dryRun
      ? await read()
      : await audited({ actor: COMMAND_ACTOR, action: 'items.elements' }, read, (result) =>
          result?.change ? { target: result.change.target, detail: proposedItems(result.report, result.change) } : {},
        );
    for (const { row, column, message } of report.errors) output.error(`第 ${row} 行 ${column ?? ''}：${message}`);
    const verb = dryRun ? '将更新' : '已提交审批';
    output.out(`${report.rows} 行：${verb} ${report.changed.length} 项，${report.unchanged} 项没有变化`);
    return report.errors.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    output.error(error.message);
    for (const { path: place, message } of error.errors ?? []) output.error(`${place}：${message}`);
    return 1;
  }
}
