import { SignInForm } from './SignInForm';
import { DemoSignIn } from './DemoSignIn';

/** The page before everything else. */
export function SignIn() {
  return (
    <main className="sign-in">
      <section className="sign-in__box" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">朔知 工作台</h1>
        <p className="muted">拟稿、核稿、签发、发布</p>
        <SignInForm />
        <DemoSignIn />
      </section>
    </main>
  );
}
