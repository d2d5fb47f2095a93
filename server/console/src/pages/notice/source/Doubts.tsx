import type { Schemas } from '@shuozhi/client';
import { Button } from 'antd';
import { useEffect } from 'react';
import { MEMBER_NAMES } from '../memberNames';

type Doubt = Schemas['StaffNotice']['doubts'][number];

const NAMES: Record<string, string> = { ...MEMBER_NAMES, document: '全文', issuer: '发文机关', facts: '要点' };

interface DoubtsProps {
  doubts: readonly Doubt[];
  current: string | null;
  onGo: (field: string) => void;
  onConfirm: (field: string) => void;
  /** What was written and is not saved yet cannot be confirmed. */
  busy: boolean;
}

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** What the importer was not sure of, one after the other: `n` goes to the next, `y` says that it is right. */
export function Doubts({ doubts, current, onGo, onConfirm, busy }: DoubtsProps) {
  const open = doubts.filter(({ confirmed }) => confirmed === null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const here = open.findIndex(({ field }) => field === current);
      const next = open[(here + 1) % open.length];
      if (event.key === 'n' && next) onGo(next.field);
      if (event.key === 'y' && here >= 0 && current !== null && !busy) onConfirm(current);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <section className="panel stack" aria-labelledby="doubts">
      <h2 id="doubts">
        存疑<span className="count">{open.length}</span>
      </h2>
      <p className="muted">
        逐项对照原文：对的点“无误”，不对的改好再点。键盘：<kbd>n</kbd> 下一处，<kbd>y</kbd> 无误。
      </p>
      <ul className="rows">
        {doubts.map(({ field, reason, confirmed }) => (
          <li key={field} className={field === current ? 'doubt doubt--here' : 'doubt'}>
            <div className="row">
              <button type="button" className="doubt__name grow" onClick={() => onGo(field)}>
                {NAMES[field] ?? field}
              </button>
              {confirmed ? (
                <span className="tag tag--published">已核对</span>
              ) : (
                <Button size="small" disabled={busy} onClick={() => onConfirm(field)}>
                  无误
                </Button>
              )}
            </div>
            {reason && <p className="muted">{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
