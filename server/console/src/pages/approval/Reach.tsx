import { templateKindName } from '@shuozhi/shared';
import { Failed, Loading } from '@/ui/PageState';
import { isRefusal } from '@/api/client';
import type { Approval } from './useApproval';

/** Who will be reached and who not, and the card as WeChat shows it. */
export function Reach({ push }: { push: Approval['push'] }) {
  const { data, error, isPending, refetch } = push;
  return (
    <section className="panel stack" aria-labelledby="reach">
      <h2 id="reach">推送</h2>
      {isPending && <Loading />}
      {error &&
        (isRefusal(error, 'transition_not_allowed') ? (
          <p className="muted">现在没有要推送的内容。</p>
        ) : (
          <Failed error={error} onRetry={() => void refetch()} />
        ))}
      {data?.event === 'none' && <p>一般修改，不打扰订阅者。</p>}
      {data && data.event !== 'none' && (
        <>
          <p>
            符合订阅条件 <strong>{data.recipients}</strong> 人，能收到微信消息 <strong>{data.reachable}</strong> 人
            {data.reachable > 0 && `，约 ${Math.max(1, Math.ceil(data.expectedSeconds / 60))} 分钟内发完`}。
          </p>
          {data.recipients > data.reachable && (
            <p className="muted">
              收不到的 {data.recipients - data.reachable} 人：授权次数用完 {data.unreachable.noCredit} 人，微信账号失效{' '}
              {data.unreachable.openidInvalid} 人。他们在小程序的消息里仍能看到。
            </p>
          )}
          <div className="card" aria-label="微信里看到的消息">
            <div className="muted">微信服务通知 · {templateKindName(data.card.kind)}</div>
            <dl className="facts">
              {data.card.fields.map(({ field, value, problem }) => (
                <div key={field}>
                  <dt>{field}</dt>
                  <dd>
                    {value}
                    {problem && <span className="field__problem"> {problem}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
          {!data.valid && <p className="field__problem">微信会拒收这张卡片，请先改正上面标出的内容。</p>}
        </>
      )}
    </section>
  );
}
