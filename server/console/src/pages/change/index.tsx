import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { answerOf, api, messageOf } from '@/api/client';
import { usePeople } from '@/api/people';
import { useAccount } from '@/api/session';
import { fullTime } from '@/format/time';
import { changeName } from '@/format/words';
import { Failed, Loading } from '@/ui/PageState';

/** What a change would make public, member by member: its members depend on the kind. */
function Payload({ value }: { value: unknown }) {
  if (Array.isArray(value))
    return (
      <ol>
        {value.map((item: unknown, place) => (
          <li key={place}>
            <Payload value={item} />
          </li>
        ))}
      </ol>
    );
  if (value !== null && typeof value === 'object')
    return (
      <dl className="facts">
        {Object.entries(value as Record<string, unknown>).map(([name, member]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Payload value={member} />
            </dd>
          </div>
        ))}
      </dl>
    );
  if (typeof value === 'string') return <>{value || '—'}</>;
  return <>{value === null || value === undefined ? '—' : JSON.stringify(value)}</>;
}

/** A change request of any kind: what it makes public, and the decision. */
export default function ChangePage({ params }: { params: Record<string, string> }) {
  const path = { id: params.id ?? '' };
  const client = useQueryClient();
  const { id, role } = useAccount();
  const nameOf = usePeople();
  const [reason, setReason] = useState('');
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['changes', path.id],
    queryFn: () => answerOf(api.GET('/staff/changes/{id}', { params: { path } })),
  });
  const onSuccess = () => client.invalidateQueries({ queryKey: ['changes'] });
  const approve = useMutation({
    mutationFn: (hash: string) =>
      answerOf(api.POST('/staff/changes/{id}/approve', { params: { path }, body: { hash } })),
    onSuccess,
  });
  const giveBack = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/changes/{id}/return', { params: { path }, body: { reason } })),
    onSuccess,
  });
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  const waits = data.state === 'submitted';
  const own = data.authors.includes(id);
  const refused = approve.error ?? giveBack.error;
  return (
    <div className="stack">
      <h1>{changeName(data.kind)}</h1>
      <p className="muted">
        {data.authors.map(nameOf).join('、')} 提出 · {fullTime(data.createdAt)}
        {data.approvedBy && ` · ${nameOf(data.approvedBy)} 签发`}
      </p>
      <section className="panel" aria-label="内容">
        <Payload value={data.payload} />
      </section>
      <section className="panel stack" aria-label="签发">
        {!waits && <p>{data.state === 'returned' ? `已退回：${data.reason ?? ''}` : '已办理。'}</p>}
        {waits && own && <p>您写过这份内容，不能自己签发，请另一位同事签发。</p>}
        {waits && !own && role !== 'auditor' && (
          <>
            <div className="row">
              <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(data.hash)}>
                签发
              </Button>
              <span className="muted">内容编号 {data.hash.slice(0, 12)}</span>
            </div>
            <label className="field">
              退回原因
              <Input.TextArea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
            <div>
              <Button
                disabled={reason.trim().length < 2}
                loading={giveBack.isPending}
                onClick={() => giveBack.mutate()}
              >
                退回
              </Button>
            </div>
          </>
        )}
        {refused && <Alert type="error" title={messageOf(refused)} role="alert" />}
      </section>
    </div>
  );
}
