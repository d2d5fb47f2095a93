import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import { Failed } from '@/ui/PageState';

/** The text as a reader sees it on a phone, after each save. */
export function PhonePreview({ id, hash }: { id: string; hash: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['notice', id, 'preview'],
    queryFn: () => answerOf(api.POST('/staff/notices/{id}/preview', { params: { path: { id } } })),
    staleTime: Infinity,
  });
  return (
    <aside className="phone" aria-label="手机预览">
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {/* Another key loads it anew: the link shows the text as it is saved. */}
      {data && <iframe key={hash} title="手机预览" src={data.path} className="phone__screen" />}
      {data && (
        <p className="muted">
          <a href={data.path} target="_blank" rel="noreferrer">
            预览链接
          </a>
          可发给没有账号的人看，三天内有效。
        </p>
      )}
    </aside>
  );
}
