import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '@/api/client';
import { useAccount } from '@/api/session';
import { Failed, Loading } from '@/ui/PageState';
import { Editor } from './Editor';
import { Reading } from './Reading';
import { RevisionEditor } from './RevisionEditor';
import './notice.css';

/** A notice of any state: a draft is written here; anything else is read, and may be begun anew. */
export default function NoticePage({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const { role } = useAccount();
  const [mode, setMode] = useState<'reading' | 'redrafting' | 'revising'>('reading');
  const { data, error, isFetchedAfterMount, refetch } = useQuery({
    queryKey: ['notice', id],
    queryFn: () => answerOf(api.GET('/staff/notices/{id}', { params: { path: { id } } })),
    // The editor holds its own copy: another one from the server must not run over it.
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  });
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data || !isFetchedAfterMount) return <Loading />;
  const writes = role === 'editor' || role === 'approver' || role === 'admin';
  if (mode === 'revising') return <RevisionEditor key={id} notice={data} onEnd={() => setMode('reading')} />;
  if (writes && (data.status === 'draft' || mode === 'redrafting')) return <Editor key={id} notice={data} />;
  return (
    <Reading
      notice={data}
      writes={writes}
      onRedraft={() => setMode('redrafting')}
      onRevise={() => setMode('revising')}
    />
  );
}
