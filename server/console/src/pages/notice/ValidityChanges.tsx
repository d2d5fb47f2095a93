import { Radio } from 'antd';
import { Link } from 'wouter';
import type { Draft } from '@/text/blockText';
import { changeInWords, type ValidityChange } from '@/text/changeInWords';
import { Failed } from '@/ui/PageState';
import { decideChange, endsWhole } from './decideChange';
import type { Edits } from './mergeEdits';
import { usePublished } from './RelationPickers';

/** So long a part of a title the search takes. */
const SEARCHED = 60;

/** Whether the document that changes is among ours. */
function OtherDocument({ docNo, title }: Pick<ValidityChange, 'docNo' | 'title'>) {
  const { data, error, refetch } = usePublished((docNo ?? title ?? '').slice(0, SEARCHED));
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="muted">正在库中查找…</p>;
  const found = data.items.filter((notice) => !notice.sample && (docNo === null || notice.docNo === docNo));
  if (found.length === 0 || (docNo ?? title) === null)
    return <p>已发布的文件里没有{docNo === null ? '找到这个标题' : '这个字号'}。</p>;
  return (
    <>
      {found.map((notice) => (
        <p key={notice.id}>
          {docNo === null ? '库中标题相近：' : '库中有这份文件：'}
          <Link href={`/notices/${notice.id}`}>
            《{notice.title}》{notice.docNo}
          </Link>
        </p>
      ))}
    </>
  );
}

/** What follows when the change is confirmed, in words. */
function consequence(change: ValidityChange): string {
  const { docNo, effect } = change;
  if (docNo === null && endsWhole(change))
    return '原文没有写字号，系统不会自动更改；要更改，请把对方的字号填入“废止的文件”。';
  if (docNo === null) return '原文没有写字号，对方的页面上不会显示；请另行修改对方的通知。';
  if (endsWhole(change)) return '选“是”：本文发布后，对方标为已废止；对方以后才入库的，入库发布时标上。';
  if (effect === 'extended') return '选“是”：对方的页面上写明；新的期限还要另行修改对方的通知。';
  return '选“是”：对方仍然有效，对方的页面上写明这一变化。';
}

interface ValidityChangesProps {
  draft: Draft;
  edit: (edits: Edits) => void;
  problemAt: (path: string) => string | undefined;
}

/** What the text says of other documents' validity; a person decides on each before the text can be handed in. */
export function ValidityChanges({ draft, edit, problemAt }: ValidityChangesProps) {
  const changes = draft.validityChanges;
  if (changes.length === 0) return null;
  const open = changes.filter(({ confirmed }) => confirmed === null).length;
  return (
    <section className="panel stack" aria-labelledby="validity-changes">
      <h2 id="validity-changes">对其他文件的影响{open > 0 && <span className="count">{open} 处待决定</span>}</h2>
      <p className="muted">原文说到其他文件的有效性。逐条核对后选择；没有选完不能提交。</p>
      {changes.map((change, place) => {
        const problem = problemAt(`validityChanges.${place}`);
        return (
          <fieldset key={place} className="change stack">
            <legend>{changeInWords(change)}</legend>
            <p className="fact__quote">原文：“{change.quote}”</p>
            <OtherDocument docNo={change.docNo} title={change.title} />
            <p className="field__hint">{consequence(change)}</p>
            <Radio.Group
              name={`validity-change-${place}`}
              value={change.confirmed}
              onChange={(event) => edit(decideChange(draft, place, event.target.value as boolean))}
              options={[
                { value: true, label: '是，照此更改' },
                { value: false, label: '否，不更改' },
              ]}
            />
            {problem && <p className="field__problem">{problem}</p>}
          </fieldset>
        );
      })}
    </section>
  );
}
