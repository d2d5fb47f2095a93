import { topicName } from '@shuozhi/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link, useLocation } from 'wouter';
import { answerOf, api, messageOf } from '@/api/client';
import { Failed, Loading, Nothing } from '@/ui/PageState';
import { importStateInWords } from '../imports/states';

/** The documents found in an upload: the clear ones are taken in at once, the doubtful one by one beside the source. */
export default function Import({ params }: { params: Record<string, string> }) {
  const path = { id: params.id ?? '' };
  const client = useQueryClient();
  const [, go] = useLocation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['imports', path.id],
    queryFn: () => answerOf(api.GET('/staff/imports/{id}', { params: { path } })),
    refetchInterval: ({ state }) => (state.data && ['waiting', 'reading'].includes(state.data.state) ? 1500 : false),
  });
  const accept = useMutation({
    mutationFn: (body: { documents?: number[]; clean?: boolean }) =>
      answerOf(api.POST('/staff/imports/{id}/accept', { params: { path }, body })),
    onSuccess: async ({ results }, { documents }) => {
      await Promise.all(['imports', 'notices'].map((key) => client.invalidateQueries({ queryKey: [key] })));
      const first = results[0];
      if (documents?.length === 1 && first) go(`/notices/${first.noticeId}`);
    },
  });
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  const open = data.documents.filter((document) => document.accepted === null);
  const clean = open.filter((document) => !document.needsReview);
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{data.filename}</h1>
        {clean.length > 0 && (
          <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate({ clean: true })}>
            收下没有疑处的 {clean.length} 份
          </Button>
        )}
      </div>
      <p className="muted" role="status">
        {importStateInWords(data)}
      </p>
      {accept.error && <Alert type="error" role="alert" title={messageOf(accept.error)} />}
      {data.warnings.map(({ code, message }, place) => (
        <Alert key={`${code}${place}`} type="warning" title={message} />
      ))}
      {data.state === 'done' && data.documents.length === 0 && <Nothing>文件里没有找到公文。</Nothing>}
      <ul className="rows panel">
        {data.documents.map((document) => (
          <li key={document.index} className="row">
            <div className="grow">
              {document.accepted ? (
                <Link href={`/notices/${document.accepted.noticeId}`} className="rows__title">
                  {document.title}
                </Link>
              ) : (
                <strong>{document.title}</strong>
              )}
              <div className="muted">
                {[document.docNo, document.issuer, document.writtenOn, document.topics.map(topicName).join('、')]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              {document.warnings.slice(0, 3).map(({ message }, place) => (
                <div key={place} className="rows__reason">
                  {message}
                </div>
              ))}
            </div>
            {document.needsReview && <span className="tag tag--submitted">有疑处</span>}
            {document.accepted ? (
              <span className="tag tag--published">已收下</span>
            ) : (
              <Button loading={accept.isPending} onClick={() => accept.mutate({ documents: [document.index] })}>
                {document.needsReview ? '对照原文核对' : '收下'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
