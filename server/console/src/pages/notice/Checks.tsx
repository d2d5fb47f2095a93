import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api, isRefusal, messageOf } from '@/api/client';
import { placeOf } from './memberNames';
import type { DraftEditor } from './useDraftEditor';

/** What must be put right before the text is handed in; handing in, and deleting. */
export function Checks({ editor, onIncomplete }: { editor: DraftEditor; onIncomplete: () => void }) {
  const { saved, state, problems } = editor;
  const [reviewed, setReviewed] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [, go] = useLocation();
  const client = useQueryClient();
  const path = { id: saved.id };
  const onSuccess = () =>
    Promise.all(['notice', 'notices'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  const submit = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/staff/notices/{id}/submit', {
          params: { path },
          body: { hash: saved.hash, ...(reviewed && { confirmReviewed: true }) },
        }),
      ),
    onSuccess: async () => {
      await onSuccess();
      go(`/approval/${saved.id}`);
    },
  });
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE('/staff/notices/{id}', { params: { path, query: { hash: saved.hash } } })),
    onSuccess: () => {
      go('/notices');
      return onSuccess();
    },
  });
  const left = saved.doubts.filter(({ confirmed }) => confirmed === null).length;
  const unsaved = state.is !== 'saved';
  return (
    <section className="panel stack" aria-labelledby="checks">
      <h2 id="checks">交稿</h2>
      {problems.length > 0 ? (
        <>
          <p>还有 {problems.length} 处要补：</p>
          <ul className="checks">
            {problems.map(({ path: at, message }, place) => (
              <li key={place}>
                {placeOf(at)}：{message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>该填的都填了。{left > 0 ? `还有 ${left} 处存疑没有核对。` : '提交后由另一位同事核稿签发。'}</p>
      )}
      {saved.needsReview && saved.doubts.length === 0 && (
        <Checkbox checked={reviewed} onChange={(event) => setReviewed(event.target.checked)}>
          这份稿件是导入的，识别有疑处；我已对照原文逐项核对
        </Checkbox>
      )}
      {(submit.error ?? remove.error) && (
        <Alert type="error" role="alert" title={messageOf(submit.error ?? remove.error)} />
      )}
      {isRefusal(submit.error, 'conflict') && <Button onClick={() => window.location.reload()}>载入现在的内容</Button>}
      <div className="row">
        <Button
          type="primary"
          disabled={unsaved || (saved.needsReview && !reviewed)}
          title={saved.needsReview ? '还有存疑的地方没有核对' : undefined}
          loading={submit.isPending}
          onClick={() => (problems.length > 0 ? onIncomplete() : submit.mutate())}
        >
          提交核稿
        </Button>
        {deleting ? (
          <>
            <Button danger loading={remove.isPending} onClick={() => remove.mutate()}>
              确定删除这份草稿
            </Button>
            <Button onClick={() => setDeleting(false)}>不删</Button>
          </>
        ) : (
          <Button onClick={() => setDeleting(true)}>删除草稿</Button>
        )}
      </div>
    </section>
  );
}
