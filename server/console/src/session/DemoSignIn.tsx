import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { ROLE_NAMES, type Role } from '@/api/session';
import { useSignIn } from './useSignIn';

interface DemoAccount {
  name: string;
  role: Role;
  password: string;
}

/** The accounts of the demonstration; none in production. */
async function demoAccounts(): Promise<DemoAccount[]> {
  const response = await fetch('/console/demo.json');
  return response.ok ? ((await response.json()) as DemoAccount[]) : [];
}

/** In development: signed in with one click as each of the two people that approval needs. */
export function DemoSignIn() {
  const { data = [] } = useQuery({ queryKey: ['demo'], queryFn: demoAccounts, staleTime: Infinity, retry: false });
  const { mutate, isPending } = useSignIn();
  if (data.length === 0) return null;
  return (
    <div className="sign-in__demo stack">
      <p className="muted">演示账号，只在开发环境可用：</p>
      {data.map(({ name, role, password }) => (
        <Button key={name} block disabled={isPending} onClick={() => mutate({ name, password })}>
          以 {name} 登录 · {ROLE_NAMES[role]}
        </Button>
      ))}
    </div>
  );
}
