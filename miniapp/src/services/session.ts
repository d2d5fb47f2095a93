import Taro from '@tarojs/taro';
import type { LoginResult } from '@shuozhi/shared/api';
import { ApiError } from './ApiError';
import type { Session } from './client';
import { storage } from './storage';

const TOKEN_KEY = 'token';
const listeners = new Set<() => void>();

export type Login = (code: string) => Promise<LoginResult>;

let login: Login | null = null;
let signingIn: Promise<string> | null = null;

async function signInWith(code: string): Promise<string> {
  if (!login) throw new ApiError('signed_out', '请先登录', 401);
  const { token } = await login(code);
  storage.set(TOKEN_KEY, token);
  listeners.forEach((tell) => tell());
  return token;
}

async function signInThroughWeChat(): Promise<string> {
  if (process.env.TARO_ENV === 'weapp') {
    const { code } = await Taro.login();
    return signInWith(code);
  }
  throw new ApiError('signed_out', '请在微信中打开后登录', 401);
}

/** The resident's sign-in: in WeChat by itself, in a browser only through the simulator's demo residents. */
export const session: Session & {
  signedIn(): boolean;
  signInWith(code: string): Promise<string>;
  signOut(): void;
  subscribe(listener: () => void): () => void;
  /** Tells the session how a WeChat code becomes a token (set once by the API client). */
  connect(exchange: Login): void;
} = {
  token: () => storage.get<string | null>(TOKEN_KEY, null),
  replace(former, token) {
    // Who signed out or in meanwhile keeps what they have now.
    if (session.token() === former) storage.set(TOKEN_KEY, token);
  },
  signedIn: () => session.token() !== null,
  renew() {
    storage.remove(TOKEN_KEY);
    signingIn ??= signInThroughWeChat().finally(() => (signingIn = null));
    return signingIn;
  },
  signInWith,
  signOut() {
    storage.remove(TOKEN_KEY);
    listeners.forEach((tell) => tell());
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  connect(exchange) {
    login = exchange;
  },
};
