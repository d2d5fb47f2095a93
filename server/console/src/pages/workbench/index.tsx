import { regionName } from '@shuozhi/shared';
import type { Schemas } from '@shuozhi/client';
import { Link } from 'wouter';
import { usePeople } from '@/api/people';
import { useAccount } from '@/api/session';
import { fullTime, shortTime, timeLeft } from '@/format/time';
import { changeName } from '@/format/words';
import { LevelTag, Placed, StatusTag } from '@/ui/Tags';
import { NewNotice } from '@/ui/NewNotice';
import { Section } from './Section';
import { useWorkbench } from './useWorkbench';
import './workbench.css';

type Notice = Schemas['StaffNoticeSummary'];

function NoticeRow({ notice, href, by }: { notice: Notice; href: string; by: string | null }) {
  return (
    <>
      <Link href={href} className="rows__title">
        {notice.title || '（还没有标题）'}
      </Link>
      <div className="row">
        {notice.level && <LevelTag level={notice.level} />}
        {notice.changes.length > 0 ? (
          <span className="tag tag--submitted">修改待签发</span>
        ) : (
          <StatusTag status={notice.status} />
        )}
        <Placed topics={notice.topics} regions={notice.regions} />
        <span className="muted">
          {by && `${by} · `}
          {shortTime(notice.updatedAt)}
        </span>
      </div>
      {notice.returned && <p className="rows__reason">退回原因：{notice.returned.reason}</p>}
      {notice.schedule === null && notice.scheduleOutcome?.result === 'refused' && (
        <p className="rows__reason">
          {shortTime(notice.scheduleOutcome.at)} 没有发布：{notice.scheduleOutcome.reason}
        </p>
      )}
    </>
  );
}

/** What waits for the person, what runs and what is broken; it updates by itself. */
export default function Workbench() {
  const { counts, waiting, returned, drafts, scheduled, missed, changes, alerts, calls, held, campaigns } =
    useWorkbench();
  const account = useAccount();
  const nameOf = usePeople();
  const mayApprove = account.role === 'approver' || account.role === 'admin';
  const now = Date.now();
  return (
    <>
      <div className="page-head">
        <h1>工作台</h1>
        <NewNotice />
      </div>
      <div className="workbench">
        <div className="stack">
          <Section
            title="等我办"
            total={counts.data?.waiting}
            all="/notices?view=waiting"
            query={waiting}
            empty="现在没有等您办的事。"
            row={(notice) => (
              <NoticeRow
                notice={notice}
                href={`/approval/${notice.id}`}
                by={notice.submittedBy && `${nameOf(notice.submittedBy)} 提交`}
              />
            )}
          />
          <Section
            title="其他待签发的内容"
            query={changes}
            only={(change) => mayApprove && !change.authors.includes(account.id) && !change.kind.startsWith('notice.')}
            row={(change) => (
              <>
                <Link href={`/changes/${change.id}`} className="rows__title">
                  {changeName(change.kind)}
                </Link>
                <div className="muted">
                  {change.authors.map(nameOf).join('、')} · {shortTime(change.updatedAt)}
                </div>
              </>
            )}
          />
          <Section
            title="到时没有发布"
            total={counts.data?.missed}
            all="/notices?view=missed"
            query={missed}
            row={(notice) => <NoticeRow notice={notice} href={`/approval/${notice.id}`} by={null} />}
          />
          <Section
            title="退回给我"
            total={counts.data?.returned}
            all="/notices?view=returned&author=me"
            query={returned}
            row={(notice) => (
              <NoticeRow
                notice={notice}
                href={`/notices/${notice.id}`}
                by={notice.returned && `${nameOf(notice.returned.by)} 退回`}
              />
            )}
          />
          <Section
            title="我的草稿"
            total={counts.data?.mine}
            all="/notices?status=draft&author=me"
            query={drafts}
            only={(notice) => notice.returned === null}
            row={(notice) => <NoticeRow notice={notice} href={`/notices/${notice.id}`} by={null} />}
          />
          <Section
            title="定时发布"
            total={counts.data?.scheduled}
            all="/notices?view=scheduled"
            query={scheduled}
            row={(notice) => (
              <>
                <Link href={`/approval/${notice.id}`} className="rows__title">
                  {notice.title}
                </Link>
                <div className="row">
                  {notice.level && <LevelTag level={notice.level} />}
                  {notice.schedule && (
                    <span>
                      {fullTime(notice.schedule.at)} 自动发布（
                      {notice.schedule.notify === false ? '不推送' : '推送'}），{timeLeft(notice.schedule.at, now)}
                    </span>
                  )}
                  <Placed topics={notice.topics} regions={notice.regions} />
                </div>
              </>
            )}
          />
        </div>
        <div className="stack">
          <Section
            title="叫应进行中"
            query={calls}
            only={(call) => call.status === 'open'}
            row={(call) => (
              <>
                <strong>{call.title}</strong>
                <div className="muted">
                  {shortTime(call.createdAt)} 开始 ·{' '}
                  {call.steps.filter((step) => step.phoneTask === 'todo').length > 0
                    ? `请电话通知：${call.steps
                        .filter((step) => step.phoneTask === 'todo')
                        .map((step) => `${step.name} ${step.phone}`)
                        .join('、')}`
                    : '正在等责任人确认'}
                </div>
              </>
            )}
          />
          <Section
            title="正在生效的预警"
            query={alerts}
            row={({ noticeId, title, level, exercise, regions, endsAt, reach }) => (
              <>
                <Link href={`/notices/${noticeId}`} className="rows__title">
                  {title}
                </Link>
                <div className="row">
                  <LevelTag level={level} />
                  {exercise && <span className="tag">演练</span>}
                  <strong>{endsAt === null ? '没有写明何时结束，直到解除' : timeLeft(endsAt, now)}</strong>
                  <span className="muted">{regions.map(regionName).join('、') || '全市'}</span>
                </div>
                <div className={reach.notSent > 0 ? 'rows__reason' : 'muted'}>
                  应通知 {reach.recipients} 人：已发 {reach.sent}，待发 {reach.waiting}，未能发 {reach.notSent}
                </div>
              </>
            )}
          />
          <Section
            title="已暂停的推送"
            query={held}
            row={({ title, hold, at }) => (
              <>
                <strong>{title}</strong>
                <div className="rows__reason">
                  {hold && `${hold.reason}${hold.code === null ? '' : `（微信错误码 ${hold.code}）`}`}
                </div>
                <div className="muted">
                  {hold && `${hold.by ?? '系统'}于 ${shortTime(hold.at)} 暂停 · `}
                  {shortTime(at)} 开始
                </div>
              </>
            )}
          />
          <Section
            title="推送中"
            query={campaigns}
            only={(campaign) => campaign.status !== 'done' && campaign.hold === null}
            row={(campaign) => (
              <>
                <strong>{campaign.title}</strong>
                <div className="muted">正在发送 · {shortTime(campaign.at)}</div>
              </>
            )}
          />
          <section className="panel" aria-label="待核对">
            <h2>导入待核对</h2>
            <p className="muted">
              {counts.data?.held ? `${counts.data.held} 份导入的文件有识别存疑的地方。` : '没有等核对的导入文件。'}{' '}
              <Link href="/notices?view=held">查看</Link>
            </p>
          </section>
        </div>
      </div>
    </>
  );
}
