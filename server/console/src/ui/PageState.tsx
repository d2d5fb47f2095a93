import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '@/api/client';

/** What stands in a page's place while its content is on the way. */
export function Loading() {
  return (
    <div className="page-state" role="status">
      正在载入…
    </div>
  );
}

/** What failed, in words, with the way on. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="page-state" role="alert">
      <p>{messageOf(error)}</p>
      {onRetry && <Button onClick={onRetry}>重试</Button>}
    </div>
  );
}

/** Nothing is here, and what that means. */
export function Nothing({ children }: { children: ReactNode }) {
  return <div className="page-state page-state--quiet">{children}</div>;
}
