import { Modal } from 'antd';
import { useAccount } from '@/api/session';
import { SignInForm } from './SignInForm';
import { SignOut } from './SignOut';

/** Covers the page when the session is over: what stands on it stays, and the same person goes on where they were. */
export function SessionEnded() {
  const { name } = useAccount();
  return (
    <Modal open title="登录已到期" footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
      <p>长时间没有操作，或在别处退出了。页面上的内容都在，登录后继续。</p>
      <SignInForm name={name} />
      <SignOut />
    </Modal>
  );
}
