import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { isRefusal, messageOf } from '@/api/client';
import { SignInRefused, useSignIn } from './useSignIn';

const durationInWords = (seconds: number) => (seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`);

/** Whose help the refusal needs, beside what the server says. */
function hintFor(error: unknown): string | undefined {
  if (error instanceof SignInRefused && error.waitSeconds > 0)
    return `请等 ${durationInWords(error.waitSeconds)}后再试。为防止有人猜密码，连续输错后要等一会儿，等待时间逐次加长；不影响别处的同事登录。忘记密码请找管理员重置。`;
  if (isRefusal(error, 'wrong_credentials')) return '忘记密码请找管理员重置。';
  return undefined;
}

/**
 * Name, password and, when the account has one, the second factor.
 * @param name fixed when a person comes back to the page they left
 */
export function SignInForm({ name: fixedName }: { name?: string }) {
  const [name, setName] = useState(fixedName ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useSignIn();
  const needsCode = isRefusal(error, 'second_factor_required') || isRefusal(error, 'wrong_code') || code !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ name, password, code });
  };
  return (
    <form onSubmit={submit} className="stack">
      <label className="field">
        账号
        <Input
          autoFocus={!fixedName}
          autoComplete="username"
          value={name}
          readOnly={fixedName !== undefined}
          onChange={(event) => setName(event.target.value)}
          size="large"
        />
      </label>
      <label className="field">
        密码
        <Input
          type="password"
          autoFocus={fixedName !== undefined}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          size="large"
        />
      </label>
      {needsCode && (
        <label className="field">
          动态验证码或恢复码
          <Input
            autoFocus
            autoComplete="one-time-code"
            inputMode="text"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            size="large"
          />
        </label>
      )}
      {error && !isRefusal(error, 'second_factor_required') && (
        <Alert type="error" title={messageOf(error)} description={hintFor(error)} role="alert" />
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={isPending} disabled={!name || !password}>
        登录
      </Button>
    </form>
  );
}
