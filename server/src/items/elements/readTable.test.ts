import { AppError } from '../../errors';
import { UNKNOWN_ELEMENTS } from '../model';
import { checkRows } from './checkRows';
import { readTable, readTableHere } from './readTable';
import { workbook, workbookOf, type TestCell } from '../../../test/items/testWorkbook';

const HEAD = ['事项编号', '基本编码', '办理地点', '咨询电话'];
const items = new Map([['2020-1', { _id: '2020-1', name: '某事项', elements: UNKNOWN_ELEMENTS }]]);

/** What is said of a row whose cells these are: messages by row and column. */
async function errorsOf(bytes: Uint8Array, format: 'csv' | 'xlsx'): Promise<string[]> {
  const { errors } = checkRows(await readTableHere({ bytes, format }), items);
  return errors.map(({ row, column, message }) => `${row} ${column} ${message}`);
}

const xlsx = (...cells: TestCell[]): Uint8Array => workbook([HEAD, cells]);
const csv = (...cells: string[]): Uint8Array => Buffer.from(`${HEAD.join(',')}\n${cells.join(',')}\n`);
const value = (v: string, attributes = ''): TestCell => ({ xml: `<c r="@" ${attributes}><v>${v}</v></c>` });

test('texts, shared strings, numbers and results of formulas are taken as they are shown', async () => {
  const row = [value('1'), '000112001000', value('0', 't="s"'), value('12345')];
  const [read] = await readTableHere({ bytes: xlsx(...row), format: 'xlsx' });
  expect([...(read?.cells.values() ?? [])]).toEqual(['1', '000112001000', '一楼 3 号', '12345']);
  const formula = { xml: '<c r="@" t="str"><f>"一"&amp;"楼"</f><v>一楼</v></c>' };
  const decimal = await readTableHere({ bytes: xlsx('1', '', formula, value('0.30000000000000004')), format: 'xlsx' });
  expect(decimal[0]?.cells.get('办理地点')).toBe('一楼');
  expect(decimal[0]?.cells.get('咨询电话')).toBe('0.3');
});

test.each([
  [
    'a number in scientific notation',
    xlsx('1', value('1.1140600012345678E+30'), '大厅'),
    'xlsx',
    '基本编码',
    '科学计数法',
  ],
  ['a number with more digits than are kept', xlsx('1', '', value('1234567890123456')), 'xlsx', '办理地点', '15 位'],
  ['a code stored as a number', xlsx('1', value('112001000')), 'xlsx', '基本编码', '开头的 0'],
  ['a telephone stored as a number', xlsx('1', '', '', value('3492021918')), 'xlsx', '咨询电话', '开头的 0'],
  ['a boolean', xlsx('1', '', value('1', 't="b"')), 'xlsx', '办理地点', '逻辑值'],
  ['an error', xlsx('1', '', value('#REF!', 't="e"')), 'xlsx', '办理地点', '错误值'],
  ['a date by its style', xlsx('1', '', value('45292', 's="1"')), 'xlsx', '办理地点', '日期'],
  ['a date by a format of its own', xlsx('1', '', value('45292', 's="2"')), 'xlsx', '办理地点', '日期'],
  ['an ISO date', xlsx('1', '', value('2024-01-01', 't="d"')), 'xlsx', '办理地点', '日期'],
  ['a formula never computed', xlsx('1', '', { xml: '<c r="@"><f>A1</f></c>' }), 'xlsx', '办理地点', '公式'],
  ['a text in scientific notation', csv('1', '1.40602E+11'), 'csv', '基本编码', '科学计数法'],
  ['an error as text', csv('1', '', '#N/A'), 'csv', '办理地点', '错误值'],
  ['a boolean as text', csv('1', '', 'TRUE'), 'csv', '办理地点', '逻辑值'],
  ['a date as text', csv('1', '', '2024/1/2'), 'csv', '办理地点', '日期'],
  ['a number of the item that is an error', csv('#REF!', '', '大厅'), 'csv', '事项编号', '错误值'],
] as const)('%s is refused with its row and column', async (_, bytes, format, column, words) => {
  expect(await errorsOf(bytes, format)).toEqual([expect.stringMatching(new RegExp(`^2 ${column} .*${words}`))]);
});

test('merged cells are named row by row', async () => {
  const rows = [HEAD, ['1', '', '大厅'], ['2', '', '']];
  const errors = await errorsOf(workbook(rows, '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>'), 'xlsx');
  expect(errors).toEqual([
    expect.stringMatching(/^2 办理地点 .*合并/),
    expect.stringMatching(/^3 事项编号/),
    expect.stringMatching(/^3 办理地点 .*合并/),
  ]);
});

test('two columns of one name are refused', async () => {
  const file = { bytes: Buffer.from('编号,办理地点,办理地点\n1,一楼,二楼\n'), format: 'csv' as const };
  await expect(readTableHere(file)).rejects.toMatchObject({ code: 'invalid_input', message: /“办理地点”/ });
});

const cells = (count: number): string => `<row r="1">${'<c t="inlineStr"><is><t>甲</t></is></c>'.repeat(count)}</row>`;

test.each([
  ['a workbook that unpacks to 80 MB', () => workbookOf(' '.repeat(80 * 1024 * 1024)), 'xlsx', 'payload_too_large'],
  [
    'a cell at the far corner',
    () => workbookOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    'xlsx',
    'invalid_input',
  ],
  ['a million cells in a row', () => workbookOf(cells(1_000_000)), 'xlsx', 'invalid_input'],
  ['a CSV of 100,000 columns', () => Buffer.from(`${'甲,'.repeat(100_000)}\n`.repeat(3)), 'csv', 'invalid_input'],
  ['a CSV of 2,000,000 rows', () => Buffer.from('1\n'.repeat(2_000_000)), 'csv', 'invalid_input'],
  ['a field that never ends', () => Buffer.from(`编号\n"${'甲'.repeat(5_000_000)}`), 'csv', 'invalid_input'],
] as const)('%s is one clear refusal', async (_, file, format, code) => {
  const refusal: unknown = await readTable(file(), format).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AppError);
  expect((refusal as AppError).code).toBe(code);
});
