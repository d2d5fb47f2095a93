import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, QRCode } from 'antd';
import { useState, type FormEvent } from 'react';
import { answerOf, api, messageOf } from '@/api/client';
import { sessionQuery } from '@/api/session';
import { SignOut } from './SignOut';

/** Step 1: the password again, answered by the secret. */
function AskPassword({ onSecret }: { onSecret: (secret: { secret: string; uri: string }) => void }) {
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/second-factor', { body: { password } })),
    onSuccess: onSecret,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} className="stack">
      <label className="field">
        请再输入一次密码
        <Input
          type="password"
          autoFocus
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {error && <Alert type="error" title={messageOf(error)} role="alert" />}
      <Button type="primary" htmlType="submit" loading={isPending} disabled={!password}>
        下一步
      </Button>
    </form>
  );
}

/** Step 2: the secret into the phone, the first code back. */
function ConfirmCode({ secret, uri, onCodes }: { secret: string; uri: string; onCodes: (codes: string[]) => void }) {
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/second-factor/confirm', { body: { code: code.replace(/\s/g, '') } })),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} className="stack">
      <p>用手机上的验证器扫描二维码，或手工输入密钥：</p>
      <QRCode value={uri} type="svg" color="#000" bgColor="#fff" />
      <code className="secret">{secret}</code>
      <label className="field">
        验证器显示的六位数字
        <Input
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      {error && <Alert type="error" title={messageOf(error)} role="alert" />}
      <Button type="primary" htmlType="submit" loading={isPending} disabled={code.trim().length < 6}>
        启用
      </Button>
    </form>
  );
}

/** Approvers and administrators in production set up their second factor before anything else. */
export default function SetUpSecondFactor() {
  const client = useQueryClient();
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <main className="sign-in">
      <section className="sign-in__box" aria-labelledby="factor-title">
        <h1 id="factor-title">请设置动态验证码</h1>
        <p className="muted">签发和管理账号除密码外还需要手机上的动态验证码。</p>
        {codes ? (
          <div className="stack">
            <p>请抄下或打印这些恢复码：手机不在身边时，每个可以登录一次。它们只显示这一次。</p>
            <ul className="codes">
              {codes.map((code) => (
                <li key={code}>
                  <code>{code}</code>
                </li>
              ))}
            </ul>
            <Button type="primary" onClick={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })}>
              已抄好，进入工作台
            </Button>
          </div>
        ) : secret ? (
          <ConfirmCode {...secret} onCodes={setCodes} />
        ) : (
          <AskPassword onSecret={setSecret} />
        )}
        <SignOut />
      </section>
    </main>
  );
}
