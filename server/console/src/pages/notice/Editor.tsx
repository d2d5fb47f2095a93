import type { Schemas } from '@shuozhi/client';
import { Alert } from 'antd';
import { useCallback, useState } from 'react';
import { fullTime } from '@/format/time';
import { usePeople } from '@/api/people';
import { BodyEditor, type PickedSentence } from './body/BodyEditor';
import { Checks } from './Checks';
import { ConflictDialog } from './ConflictDialog';
import { DraftFields } from './DraftFields';
import { factFrom, followSentences } from './facts';
import { Facts } from './Facts';
import { PhonePreview } from './PhonePreview';
import { Doubts } from './source/Doubts';
import { SourcePane } from './source/SourcePane';
import { SaveLine } from './SaveLine';
import { useDraftEditor } from './useDraftEditor';
import { usePresence } from './usePresence';
import { ValidityChanges } from './ValidityChanges';

/** A draft, written: fields and body beside the phone, what is missing, and handing in. */
export function Editor({ notice }: { notice: Schemas['StaffNotice'] }) {
  const editor = useDraftEditor(notice);
  const others = usePresence(notice.id);
  const nameOf = usePeople();
  const { draft, edit, problems, saved } = editor;
  const [field, setField] = useState<string | null>(null);
  const source = saved.source;
  const [showProblems, setShowProblems] = useState(false);
  const problemAt = (path: string) =>
    (showProblems ? problems : editor.refused).find(
      (problem) => problem.path === path || problem.path.startsWith(`${path}.`),
    )?.message;
  const onPick = useCallback(
    (sentence: PickedSentence) => edit({ keyFacts: [...draft.keyFacts, factFrom(sentence)] }),
    [edit, draft.keyFacts],
  );
  return (
    <>
      <div className="page-head">
        <h1>{draft.title || '拟稿'}</h1>
        <SaveLine editor={editor} others={others} />
      </div>
      {saved.returned && (
        <Alert
          type="warning"
          className="gap"
          title={`${nameOf(saved.returned.by)} 退回：${saved.returned.reason}`}
          description={fullTime(saved.returned.at)}
        />
      )}
      {editor.recovered && <Alert type="info" className="gap" closable title="已恢复上次没来得及保存的改动" />}
      <div className={source ? 'editor editor--review' : 'editor'}>
        {source && <SourcePane {...source} field={field} />}
        <div className="stack">
          {saved.doubts.length > 0 && (
            <Doubts
              doubts={saved.doubts}
              current={field}
              onGo={setField}
              onConfirm={(one) => void editor.confirm([one])}
              busy={editor.state.is !== 'saved'}
            />
          )}
          <ValidityChanges draft={draft} edit={edit} problemAt={problemAt} />
          <DraftFields draft={draft} edit={edit} problemAt={problemAt} />
          <Facts facts={draft.keyFacts} problemAt={problemAt} edit={edit} />
        </div>
        <div className="stack">
          <BodyEditor
            key={editor.bodyVersion}
            blocks={draft.blocks}
            signature={{ issuers: draft.issuers, date: draft.writtenOn }}
            onChange={(blocks) => edit({ blocks, keyFacts: followSentences(draft.keyFacts, blocks) })}
            onPick={onPick}
          />
          <Checks editor={editor} onIncomplete={() => setShowProblems(true)} />
        </div>
        {!source && <PhonePreview id={notice.id} hash={saved.hash} />}
      </div>
      <ConflictDialog editor={editor} />
    </>
  );
}
