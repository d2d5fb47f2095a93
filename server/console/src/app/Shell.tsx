import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { onSessionEnd } from '@/api/client';
import { ROLE_NAMES, sessionQuery, useAccount } from '@/api/session';
import { SessionEnded } from '@/session/SessionEnded';
import { SignOut } from '@/session/SignOut';
import { useIdleEnd } from '@/session/useIdleEnd';
import { Loading, Nothing } from '@/ui/PageState';
import { PageBoundary } from './PageBoundary';
import { PAGES, type ConsolePage } from './pages';
import { chooseAppearance, useAppearance, type Appearance } from './useAppearance';

const APPEARANCES: { value: Appearance; label: string }[] = [
  { value: 'auto', label: '随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];

function Navigation({ open, onGo }: { open: boolean; onGo: () => void }) {
  const { role } = useAccount();
  const [location] = useLocation();
  const visible = PAGES.filter((page) => page.group !== undefined && (page.roles?.includes(role) ?? true));
  const groups = [...new Set(visible.map((page) => page.group))];
  return (
    <nav className={open ? 'nav nav--open' : 'nav'} aria-label="栏目">
      {groups.map((group) => (
        <div key={group} className="nav__group">
          <h2 className="nav__heading">{group}</h2>
          <ul>
            {visible
              .filter((page) => page.group === group)
              .map(({ path, name }) => {
                const here = path === '/' ? location === '/' : location.startsWith(path);
                return (
                  <li key={path}>
                    <Link href={path} onClick={onGo} className="nav__link" aria-current={here ? 'page' : undefined}>
                      {name}
                    </Link>
                  </li>
                );
              })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** A page, or why it is not shown to this person. */
function Shown({ page, params }: { page: ConsolePage; params: Record<string, string> }) {
  const { role } = useAccount();
  useEffect(() => {
    document.title = `${page.name} · 朔知 工作台`;
  }, [page.name]);
  if (page.roles && !page.roles.includes(role)) {
    return (
      <Nothing>
        您的角色是“{ROLE_NAMES[role]}”，不能打开“{page.name}”。需要权限请找管理员。
      </Nothing>
    );
  }
  return (
    <PageBoundary key={page.path}>
      <Suspense fallback={<Loading />}>
        <page.Page params={params} />
      </Suspense>
    </PageBoundary>
  );
}

/** The console around its pages: head, navigation by role, and what covers it when the session ends. */
export default function Shell() {
  const { data: session } = useQuery(sessionQuery);
  const account = useAccount();
  const [ended, setEnded] = useState(false);
  const [navOpen, setNavOpen] = useState(false);
  const { appearance } = useAppearance();
  const end = useCallback(() => setEnded(true), []);
  useEffect(() => onSessionEnd(end), [end]);
  useIdleEnd(session?.idleSeconds ?? 900, end);
  // A new session, opened in the covering form.
  useEffect(() => setEnded(false), [session]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="head">
        <Button
          className="head__menu"
          aria-expanded={navOpen}
          aria-label="栏目"
          onClick={() => setNavOpen((open) => !open)}
        >
          栏目
        </Button>
        <Link href="/" className="head__name">
          朔知 工作台
        </Link>
        <span className="head__space" />
        <Select<Appearance>
          aria-label="外观"
          variant="borderless"
          value={appearance}
          options={APPEARANCES}
          onChange={chooseAppearance}
          className="head__appearance"
        />
        <span className="head__person">
          {account.name} <span className="muted">{ROLE_NAMES[account.role]}</span>
        </span>
        <SignOut />
      </header>
      <Navigation open={navOpen} onGo={() => setNavOpen(false)} />
      <main id="main" className="main" tabIndex={-1}>
        <Switch>
          {PAGES.map((page) => (
            <Route key={page.path} path={page.path}>
              {(params) => <Shown page={page} params={params as Record<string, string>} />}
            </Route>
          ))}
          <Route>
            <Nothing>没有这个页面。</Nothing>
          </Route>
        </Switch>
      </main>
      {ended && <SessionEnded />}
    </div>
  );
}
