import type { ReactNode } from 'react';
import { Page } from '@/ui/Page';
import { SignIn } from './SignIn';

/** A page of the resident's own: asks them to sign in first. */
export function SignedInPage({ signedIn, children }: { signedIn: boolean; children: ReactNode }) {
  return <Page>{signedIn ? children : <SignIn />}</Page>;
}
