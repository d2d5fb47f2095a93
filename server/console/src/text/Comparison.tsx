import { useState } from 'react';
import { Checkbox } from 'antd';
import { type Draft } from './blockText';
import { diffBlocks, diffWords, type DiffRow, type Part } from './diffText';
import { compareFields, type FieldRow } from './fields';
import './text.css';

function Words({ parts }: { parts: readonly Part[] }) {
  return (
    <>
      {parts.map(({ text, change }, place) =>
        change === 'added' ? (
          <ins key={place}>{text}</ins>
        ) : change === 'removed' ? (
          <del key={place}>{text}</del>
        ) : (
          <span key={place}>{text}</span>
        ),
      )}
    </>
  );
}

const replaced = ({ before, after }: Pick<FieldRow, 'before' | 'after'>): Part[] => [
  { text: before, change: 'removed' },
  { text: after, change: 'added' },
];

/** Unchanged blocks between changes are folded to their number. */
function folded(rows: readonly DiffRow[]): (DiffRow | number)[] {
  const out: (DiffRow | number)[] = [];
  rows.forEach((row, place) => {
    const near = rows.slice(Math.max(0, place - 1), place + 2).some((other) => other.changed);
    const last = out.at(-1);
    if (near) out.push(row);
    else if (typeof last === 'number') out[out.length - 1] = last + 1;
    else out.push(1);
  });
  return out;
}

/**
 * A text, word by word against the one it replaces.
 * @param before null: a new text, shown as it is
 */
export function Comparison({ before, after }: { before: Draft | null; after: Draft }) {
  const [whole, setWhole] = useState(false);
  const fields = compareFields(before, after);
  const rows = diffBlocks(before?.blocks ?? after.blocks, after.blocks);
  const shown = before && !whole ? folded(rows) : rows;
  return (
    <div className="stack">
      <dl className="facts">
        {fields
          .filter((field) => before === null || whole || field.before !== field.after)
          .map(({ name, ...field }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {field.before === field.after ? (
                  field.after
                ) : (
                  <Words parts={field.prose ? diffWords(field.before, field.after) : replaced(field)} />
                )}
              </dd>
            </div>
          ))}
      </dl>
      {before && (
        <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
          显示全文（不变的部分也显示）
        </Checkbox>
      )}
      <div className="body" lang="zh-CN">
        {shown.map((row, place) =>
          typeof row === 'number' ? (
            <p key={place} className="body__fold muted">
              （{row} 段没有改动）
            </p>
          ) : (
            <p key={place} className={`body__${row.type}${row.changed ? ' body--changed' : ''}`}>
              <Words parts={row.parts} />
            </p>
          ),
        )}
      </div>
    </div>
  );
}
