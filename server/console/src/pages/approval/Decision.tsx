import { Alert, Button, Checkbox, Input } from 'antd';
import { levelName } from '@shuozhi/shared';
import { useState } from 'react';
import { isRefusal, messageOf } from '@/api/client';
import { useAccount } from '@/api/session';
import { Schedule } from './Schedule';
import type { Approval } from './useApproval';

/** Grave alerts are decided by typing their level: nobody approves a red alert by a slip of the thumb. */
const TYPED = new Set(['red', 'orange']);

/** Approve, return with the reason, publish: what the state and the person allow, or why not. */
export function Decision({ approval }: { approval: Approval }) {
  const { role, id } = useAccount();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const [notify, setNotify] = useState(true);
  const { subject, approve, giveBack, publish } = approval;
  const notice = approval.notice.data;
  if (!notice || !subject) return null;

  const { level } = subject.after;
  const word = level && TYPED.has(level) ? `${levelName(level)}预警` : null;
  const confirmed = word === null || typed.trim() === word;
  const waits = subject.change !== null || notice.status === 'submitted';
  const mayDecide = role === 'approver' || role === 'admin';
  const error = approve.error ?? giveBack.error ?? publish.error;
  const expired = isRefusal(publish.error, 'already_expired');

  return (
    <section className="panel stack" aria-label="签发">
      {word && (waits || notice.status === 'approved') && (
        <label className="field">
          这是{word}。请输入“{word}”以确认
          <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </label>
      )}
      {waits && mayDecide && subject.authors.includes(id) && (
        <p>您写过或提交过这份内容，不能自己签发，请另一位同事签发。</p>
      )}
      {waits && !mayDecide && <p>您的角色不能签发，请有签发权限的同事办理。</p>}
      {waits && mayDecide && (
        <div className="row">
          {!subject.authors.includes(id) && (
            <Button type="primary" disabled={!confirmed} loading={approve.isPending} onClick={() => approve.mutate()}>
              签发
            </Button>
          )}
          {reason === null && <Button onClick={() => setReason('')}>退回</Button>}
          <span className="muted hash">内容编号 {subject.hash.slice(0, 12)}</span>
        </div>
      )}
      {reason !== null && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            giveBack.mutate(reason, { onSuccess: () => setReason(null) });
          }}
        >
          <label className="field">
            退回原因（拟稿人会看到）
            <Input.TextArea
              autoFocus
              rows={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <div className="row">
            <Button danger htmlType="submit" disabled={reason.trim().length < 2} loading={giveBack.isPending}>
              确定退回
            </Button>
            <Button onClick={() => setReason(null)}>取消</Button>
          </div>
        </form>
      )}
      {subject.change === null && notice.status === 'approved' && role !== 'auditor' && (
        <div className="stack">
          <Checkbox checked={notify} onChange={(event) => setNotify(event.target.checked)}>
            同时推送给订阅者（不勾选则只公布，不打扰任何人）
          </Checkbox>
          <div className="row">
            <Button
              type="primary"
              disabled={!confirmed}
              loading={publish.isPending}
              onClick={() => publish.mutate({ notify })}
            >
              发布
            </Button>
            {expired && (
              <Button onClick={() => publish.mutate({ notify: false, evenExpired: true })}>
                已过期，仍发布（不推送）
              </Button>
            )}
            {mayDecide && reason === null && <Button onClick={() => setReason('')}>退回</Button>}
          </div>
          <Schedule notice={notice} notify={notify} confirmed={confirmed} />
        </div>
      )}
      {error && <Alert type="error" title={messageOf(error)} role="alert" />}
      {isRefusal(error, 'conflict') && (
        <Button onClick={() => void approval.notice.refetch()}>载入现在的内容，重新核对</Button>
      )}
      {publish.data && (
        <Alert
          type="success"
          role="status"
          title={publish.data.campaignId ? '已发布，正在推送' : '已发布，没有推送'}
          description={<a href={`/#/pages/notice/index?id=${publish.data.notice.id}`}>看居民看到的页面</a>}
        />
      )}
    </section>
  );
}
