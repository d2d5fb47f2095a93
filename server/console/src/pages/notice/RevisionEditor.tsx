import type { Schemas } from '@shuozhi/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api, ApiProblem, messageOf } from '@/api/client';
import { useAccount } from '@/api/session';
import { BodyEditor } from './body/BodyEditor';
import { DraftFields } from './DraftFields';
import { factFrom, followSentences } from './facts';
import { Facts } from './Facts';
import { readBackup, writeBackup } from './localBackup';
import { membersOf, type Edits } from './mergeEdits';
import { placeOf } from './memberNames';
import { ValidityChanges } from './ValidityChanges';

/**
 * Another text for a published notice. It is proposed in one piece, so until then it is kept on this device; the public
 * text stays until another person approves.
 */
export function RevisionEditor({ notice, onEnd }: { notice: Schemas['StaffNotice']; onEnd: () => void }) {
  const { id: account } = useAccount();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [edits, setEdits] = useState<Edits>(() => {
    const kept = readBackup(account, notice.id);
    return kept?.hash === notice.hash ? kept.changes : {};
  });
  const [major, setMajor] = useState(false);
  const [changeNote, setChangeNote] = useState('');
  const draft = { ...notice.draft, ...edits };
  const edit = (changes: Edits) => setEdits((before) => ({ ...before, ...changes }));
  useEffect(() => {
    writeBackup(account, notice.id, membersOf(edits).length > 0 ? { hash: notice.hash, changes: edits } : null);
  }, [account, notice.id, notice.hash, edits]);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/staff/notices/{id}/revise', {
          params: { path: { id: notice.id } },
          body: { base: notice.hash, draft, major, changeNote: changeNote.trim() || null },
        }),
      ),
    onSuccess: async () => {
      writeBackup(account, notice.id, null);
      await client.invalidateQueries({ queryKey: ['notice', notice.id] });
      go(`/approval/${notice.id}`);
    },
  });
  const problems = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  const problemAt = (path: string) => problems.find((problem) => problem.path.startsWith(`draft.${path}`))?.message;
  return (
    <>
      <div className="page-head">
        <h1>修改：{notice.draft.title}</h1>
        <span className="muted">公布的文字不变，直到另一位同事签发</span>
      </div>
      <div className="editor">
        <div className="stack">
          <ValidityChanges draft={draft} edit={edit} problemAt={problemAt} />
          <DraftFields draft={draft} edit={edit} problemAt={problemAt} />
          <Facts facts={draft.keyFacts} problemAt={problemAt} edit={edit} />
        </div>
        <div className="stack">
          <BodyEditor
            blocks={draft.blocks}
            signature={{ issuers: draft.issuers, date: draft.writtenOn }}
            onChange={(blocks) => edit({ blocks, keyFacts: followSentences(draft.keyFacts, blocks) })}
            onPick={(sentence) => edit({ keyFacts: [...draft.keyFacts, factFrom(sentence)] })}
          />
          <section className="panel stack" aria-label="提交修改">
            <label className="field">
              改了什么（居民会看到）
              <Input maxLength={200} value={changeNote} onChange={(event) => setChangeNote(event.target.value)} />
            </label>
            <Checkbox checked={major} onChange={(event) => setMajor(event.target.checked)}>
              重大修改：签发后再次推送给订阅者
            </Checkbox>
            {error && (
              <Alert
                type="error"
                role="alert"
                title={messageOf(error)}
                description={problems.map(({ path, message }) => (
                  <div key={path}>
                    {placeOf(path.replace(/^draft\./, ''))}：{message}
                  </div>
                ))}
              />
            )}
            <div className="row">
              <Button
                type="primary"
                loading={isPending}
                disabled={membersOf(edits).length === 0 || (major && changeNote.trim() === '')}
                onClick={() => mutate()}
              >
                提交核稿
              </Button>
              <Button
                onClick={() => {
                  writeBackup(account, notice.id, null);
                  onEnd();
                }}
              >
                放弃修改
              </Button>
            </div>
          </section>
        </div>
      </div>
    </>
  );
}
