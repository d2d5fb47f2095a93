import type { Block } from '@shuozhi/shared/api';
import type { FoundTable } from './foundTable';

/** A place of a table that a person must compare with the printed page. */
export interface TableDoubt {
  /** Source line, 1-based. */
  line: number;
  message: string;
}

const NAMED_LINES = 8;

/** A found table as a block; what is not sure about its columns is said in the block and as doubts naming the lines. */
export function tableBlock(table: FoundTable): { block: Block; doubts: TableDoubt[] } {
  const doubtful = table.doubtfulLines ?? [];
  const named = `第${doubtful.slice(0, NAMED_LINES).join('、')}${doubtful.length > NAMED_LINES ? ' 等' : ''}行`;
  const doubts = (message: string): TableDoubt[] => [{ line: doubtful[0] ?? 1, message }];
  if (table.asPrinted !== undefined) {
    return {
      block: {
        type: 'list',
        ordered: false,
        items: table.asPrinted,
        doubt: '此处原为表格，栏次不能确定，请与原件核对',
      },
      doubts: doubts(`表格的栏次不能确定（${named}），按原文顺序保留，请与原件核对`),
    };
  }
  const { caption, header, rows } = table;
  const block: Block = { type: 'table', ...(caption === undefined ? {} : { caption }), header, rows };
  if (doubtful.length === 0) return { block, doubts: [] };
  return {
    block: { ...block, doubt: '表中有的格可能错栏，请与原件核对' },
    doubts: doubts(`表格中有的格可能错栏（${named}），请与原件核对`),
  };
}
