import type { UseQueryResult } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Failed, Loading } from '@/ui/PageState';

interface SectionProps<T> {
  title: string;
  /** How many there are in all, when more than the rows shown. */
  total?: number | undefined;
  /** Where the whole list is. */
  all?: string;
  query: UseQueryResult<{ items: T[] }>;
  /** Of the items, those that belong here. */
  only?: (item: T) => boolean;
  row: (item: T) => ReactNode;
  /** Said when there is nothing; absent: the section is not shown then. */
  empty?: string;
}

/** One list of the workbench: rows, or what is the matter with it. */
export function Section<T extends { id: string }>({ title, total, all, query, only, row, empty }: SectionProps<T>) {
  const id = useId();
  const items = (query.data?.items ?? []).filter(only ?? (() => true));
  if (query.data && items.length === 0 && empty === undefined) return null;
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="row section__head">
        <h2 id={id} className="grow">
          {title}
          {items.length > 0 && <span className="count">{total ?? items.length}</span>}
        </h2>
        {all && items.length > 0 && <Link href={all}>全部</Link>}
      </div>
      {query.isPending && <Loading />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <p className="muted">{empty}</p>}
      <ul className="rows">
        {items.map((item) => (
          <li key={item.id}>{row(item)}</li>
        ))}
      </ul>
    </section>
  );
}
