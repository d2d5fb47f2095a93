import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { diffBlocks } from '@/text/diffText';
import type { Draft } from '@/text/blockText';
import { MEMBER_NAMES } from './memberNames';
import type { Member } from './mergeEdits';
import type { DraftEditor } from './useDraftEditor';

const shown = (value: Draft[Member] | undefined) =>
  value === null || value === undefined ? '（空）' : typeof value === 'string' ? value : JSON.stringify(value);

/** What differs in one member: the body block by block, others as they are. */
function Difference({ member, mine, theirs }: { member: Member; mine: Partial<Draft>; theirs: Draft }) {
  if (member !== 'blocks' || !mine.blocks)
    return (
      <p>
        对方：<del>{shown(theirs[member])}</del> 我的：<ins>{shown(mine[member])}</ins>
      </p>
    );
  return (
    <div className="conflict__body">
      {diffBlocks(theirs.blocks, mine.blocks)
        .filter((row) => row.changed)
        .map((row, place) => (
          <p key={place}>
            {row.parts.map(({ text, change }, part) =>
              change === 'added' ? (
                <ins key={part}>{text}</ins>
              ) : change === 'removed' ? (
                <del key={part}>{text}</del>
              ) : (
                <span key={part}>{text}</span>
              ),
            )}
          </p>
        ))}
    </div>
  );
}

/** Two people changed the same: what differs, and for each member whose words stand. */
export function ConflictDialog({ editor }: { editor: DraftEditor }) {
  const { conflict, mine, resolve } = editor;
  const [chosen, setChosen] = useState<Partial<Record<Member, 'mine' | 'theirs'>>>({});
  if (!conflict) return null;
  const undecided = conflict.members.filter((member) => chosen[member] === undefined);
  return (
    <Modal
      open
      width={720}
      closable={false}
      keyboard={false}
      title="同一处被两个人改了"
      okText="按选择保存"
      cancelButtonProps={{ hidden: true }}
      okButtonProps={{ disabled: undecided.length > 0 }}
      onOk={() => resolve(conflict.members.filter((member) => chosen[member] === 'mine'))}
    >
      <p>您改的时候，同事也保存了这份稿件。请逐项选定用谁的；没选的不会丢。</p>
      {conflict.members.map((member) => (
        <fieldset key={member} className="conflict">
          <legend>{MEMBER_NAMES[member] ?? member}</legend>
          <Difference member={member} mine={mine} theirs={conflict.theirs.draft} />
          <Radio.Group
            value={chosen[member]}
            onChange={(event) => setChosen({ ...chosen, [member]: event.target.value as 'mine' | 'theirs' })}
            options={[
              { value: 'mine', label: '用我的' },
              { value: 'theirs', label: '用对方的' },
            ]}
          />
        </fieldset>
      ))}
    </Modal>
  );
}
