import { Link } from 'wouter';
import { usePeople } from '@/api/people';
import { fullTime } from '@/format/time';
import { Failed, Loading } from '@/ui/PageState';
import { LevelTag, StatusTag } from '@/ui/Tags';
import { Comparison } from '@/text/Comparison';
import { Decision } from './Decision';
import { Reach } from './Reach';
import { useApproval } from './useApproval';
import './approval.css';

/** What is to be decided on: what changed, who will be told, and the decision. Works on a phone. */
export default function ApprovalPage({ params }: { params: Record<string, string> }) {
  const approval = useApproval(params.id ?? '');
  const nameOf = usePeople();
  const { notice, subject } = approval;
  if (notice.isPending) return <Loading />;
  if (notice.error) return <Failed error={notice.error} onRetry={() => void notice.refetch()} />;
  if (!subject) return null;
  const { status, warnings, needsReview, submittedBy, approvedBy, updatedAt } = notice.data;
  return (
    <>
      <div className="page-head">
        <h1>{subject.after.title}</h1>
        {subject.after.level && <LevelTag level={subject.after.level} />}
        <StatusTag status={status} />
        <Link href={`/notices/${notice.data.id}`}>打开稿件</Link>
      </div>
      <p className="muted approval__who">
        {subject.what} · 拟稿 {subject.authors.map(nameOf).join('、')}
        {submittedBy && ` · ${nameOf(submittedBy)} 提交`}
        {approvedBy && ` · ${nameOf(approvedBy)} 签发`} · {fullTime(updatedAt)}
      </p>
      <div className="approval">
        <section className="panel" aria-label="内容">
          {subject.note && <p className="rows__reason">说明：{subject.note}</p>}
          {subject.dropped.length > 0 && (
            <p className="rows__reason">原句已不在文中、因此去掉的要点：{subject.dropped.join('；')}</p>
          )}
          {needsReview && <p className="rows__reason">导入时识别把握不高，还没有人核对确认。</p>}
          {warnings.length > 0 && (
            <details>
              <summary>导入时的 {warnings.length} 处提示</summary>
              <ul>
                {warnings.map(({ code, message, line }, place) => (
                  <li key={`${code}${place}`}>
                    {line !== null && `第 ${line} 行：`}
                    {message}
                  </li>
                ))}
              </ul>
            </details>
          )}
          <Comparison before={subject.before} after={subject.after} />
        </section>
        <div className="stack">
          <Reach push={approval.push} />
          <Decision approval={approval} />
        </div>
      </div>
    </>
  );
}
