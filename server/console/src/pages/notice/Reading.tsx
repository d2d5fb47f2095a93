import type { Schemas } from '@shuozhi/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { answerOf, api, messageOf } from '@/api/client';
import { usePeople } from '@/api/people';
import { fullTime } from '@/format/time';
import { Comparison } from '@/text/Comparison';
import { LevelTag, StatusTag } from '@/ui/Tags';
import { PhonePreview } from './PhonePreview';

interface ReadingProps {
  notice: Schemas['StaffNotice'];
  writes: boolean;
  onRedraft: () => void;
  onRevise: () => void;
}

/** Proposes to take the notice back; another person approves that. */
function Withdrawal({ notice, onDone }: { notice: Schemas['StaffNotice']; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/staff/notices/{id}/withdraw', {
          params: { path: { id: notice.id } },
          body: { hash: notice.hash, reason },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['notice', notice.id] });
      onDone();
    },
  });
  return (
    <form
      className="panel stack gap"
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      <label className="field">
        撤回原因（居民会看到）
        <Input.TextArea
          autoFocus
          rows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {error && <Alert type="error" role="alert" title={messageOf(error)} />}
      <div className="row">
        <Button danger htmlType="submit" loading={isPending} disabled={reason.trim().length < 2}>
          提出撤回
        </Button>
        <Button onClick={onDone}>取消</Button>
        <span className="muted">由另一位同事签发后才撤回</span>
      </div>
    </form>
  );
}

/** A notice that is not being written, and what may be done with it. */
export function Reading({ notice, writes, onRedraft, onRevise }: ReadingProps) {
  const nameOf = usePeople();
  const [, go] = useLocation();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, status, draft, authors, approvedBy, publishedAt, changes } = notice;
  const copy = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/notices/{id}/duplicate', { params: { path: { id } } })),
    onSuccess: (made) => go(`/notices/${made.id}`),
  });
  return (
    <>
      <div className="page-head">
        <h1>{draft.title}</h1>
        {draft.level && <LevelTag level={draft.level} />}
        <StatusTag status={status} />
      </div>
      <p className="muted">
        拟稿 {authors.map(nameOf).join('、')}
        {approvedBy && ` · ${nameOf(approvedBy)} 签发`}
        {publishedAt && ` · ${fullTime(publishedAt)} 发布`}
      </p>
      <div className="row gap">
        {(status === 'submitted' || status === 'approved' || changes.length > 0) && (
          <Link href={`/approval/${id}`}>去核稿签发</Link>
        )}
        {writes && (status === 'submitted' || status === 'approved') && (
          <Button onClick={onRedraft}>改稿（改后要重新核稿）</Button>
        )}
        {writes && status === 'published' && changes.length === 0 && <Button onClick={onRevise}>修改</Button>}
        {status === 'published' && changes.length === 0 && !withdrawing && writes && (
          <Button onClick={() => setWithdrawing(true)}>撤回</Button>
        )}
        {writes && (
          <Button loading={copy.isPending} onClick={() => copy.mutate()}>
            照此拟新稿
          </Button>
        )}
        {status === 'published' && <a href={`/#/pages/notice/index?id=${id}`}>居民看到的页面</a>}
      </div>
      {copy.error && <Alert type="error" role="alert" title={messageOf(copy.error)} />}
      {withdrawing && <Withdrawal notice={notice} onDone={() => setWithdrawing(false)} />}
      <div className="reading">
        <section className="panel" aria-label="内容">
          <Comparison before={null} after={draft} />
        </section>
        {writes && <PhonePreview id={id} hash={notice.hash} />}
      </div>
    </>
  );
}
