import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { answerOf, api, messageOf } from '@/api/client';
import { sessionQuery } from '@/api/session';
import { SignOut } from './SignOut';

const SHORTEST = 12;

/** The change that a one-time password asks for before anything else. */
export default function ChangePassword() {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/password', { body: { current, next } })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  const differs = again !== '' && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <main className="sign-in">
      <section className="sign-in__box" aria-labelledby="password-title">
        <h1 id="password-title">请设置新密码</h1>
        <p className="muted">一次性密码只能用来设置新密码。新密码至少 {SHORTEST} 位，不能是常见的或容易猜到的。</p>
        <form onSubmit={submit} className="stack">
          <label className="field">
            一次性密码
            <Input
              type="password"
              autoFocus
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </label>
          <label className="field">
            新密码
            <Input
              type="password"
              autoComplete="new-password"
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          </label>
          <label className="field">
            再输入一次
            <Input
              type="password"
              autoComplete="new-password"
              status={differs ? 'error' : ''}
              value={again}
              onChange={(event) => setAgain(event.target.value)}
            />
          </label>
          {differs && <p role="alert">两次输入的新密码不一样</p>}
          {error && <Alert type="error" title={messageOf(error)} role="alert" />}
          <Button
            type="primary"
            htmlType="submit"
            loading={isPending}
            disabled={!current || next.length < SHORTEST || next !== again}
          >
            保存新密码
          </Button>
          <SignOut />
        </form>
      </section>
    </main>
  );
}
