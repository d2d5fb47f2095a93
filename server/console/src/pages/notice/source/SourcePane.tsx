import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { answerOf, api } from '@/api/client';
import { Failed, Loading } from '@/ui/PageState';

interface SourcePaneProps {
  upload: string;
  document: number;
  /** The field whose words are marked. */
  field: string | null;
}

/** The file that a draft came from: its lines, those a field rests on marked, or the page as it looks. */
export function SourcePane({ upload, document, field }: SourcePaneProps) {
  const [view, setView] = useState<'lines' | 'page'>('lines');
  const marked = useRef<HTMLLIElement>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['imports', upload, 'source', document],
    queryFn: async () => {
      const path = { id: upload };
      const found = await answerOf(
        api.GET('/staff/imports/{id}/documents/{index}', { params: { path: { ...path, index: document } } }),
      );
      const { lines } = await answerOf(
        api.GET('/staff/imports/{id}/lines', {
          params: { path, query: { from: found.lines.from, to: found.lines.to } },
        }),
      );
      return { found, lines };
    },
    // The source of an upload never changes.
    staleTime: Infinity,
  });
  const evidence = (field !== null && data?.found.evidence[field]) || [];
  const warned = (data?.found.warnings ?? []).filter((warning) => warning.field === field && warning.line !== null);
  const numbers = new Set([...evidence.map(({ line }) => line), ...warned.map(({ line }) => line)]);
  const first = data?.lines.find(({ no }) => numbers.has(no));
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'center' });
  }, [first, view]);
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  const page = first?.page ?? data.lines[0]?.page ?? null;
  return (
    <section className="source panel" aria-label="原文">
      <div className="row">
        <h2 className="grow">原文</h2>
        {page !== null && (
          <Segmented<'lines' | 'page'>
            aria-label="原文的样子"
            value={view}
            options={[
              { value: 'lines', label: '文字' },
              { value: 'page', label: '原页' },
            ]}
            onChange={setView}
          />
        )}
      </div>
      {field !== null && numbers.size === 0 && <p className="muted">这一项没有对应到某一行，请通读原文。</p>}
      {view === 'page' && page !== null ? (
        <img className="source__page" src={`/api/v1/staff/imports/${upload}/pages/${page}`} alt={`原件第 ${page} 页`} />
      ) : (
        <ol className="source__lines" tabIndex={0} aria-label="原文各行">
          {data.lines.map((line) => (
            <li key={line.no} value={line.no} ref={line === first ? marked : undefined}>
              {numbers.has(line.no) ? <mark>{line.text}</mark> : line.text}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
