import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense } from 'react';
import { Router } from 'wouter';
import { sessionQuery } from '@/api/session';
import { SignIn } from '@/session/SignIn';
import { Failed, Loading } from '@/ui/PageState';
import { queryClient } from './queryClient';
import { theme } from './theme';
import { useAppearance } from './useAppearance';

const Shell = lazy(() => import('./Shell'));
const ChangePassword = lazy(() => import('@/session/ChangePassword'));
const SetUpSecondFactor = lazy(() => import('@/session/SetUpSecondFactor'));

/** The server writes it into the page: only style elements that carry it count. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';

/** What the session opens: signing in, what must be done first, or the console. */
function Gate() {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery);
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (session === null) return <SignIn />;
  if (session.mustChangePassword) return <ChangePassword />;
  if (session.mustSetUpSecondFactor) return <SetUpSecondFactor />;
  return <Shell />;
}

export function App() {
  const { dark } = useAppearance();
  return (
    <ConfigProvider locale={zhCN} theme={theme(dark)} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queryClient}>
        <Router base="/console">
          <Suspense fallback={<Loading />}>
            <Gate />
          </Suspense>
        </Router>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
