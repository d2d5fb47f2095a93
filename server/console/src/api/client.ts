import { answerOf, ApiProblem, createApiClient } from '@shuozhi/client';

/** Of the session that stands in the cookie; another page of ours may have renewed it. */
let csrfToken: string | undefined;
const endListeners = new Set<() => void>();

/** The API, as the person whose session stands in the cookie. */
export const api = createApiClient('', () => ({ csrfToken }));

/** When the server was last called by what a person did; each call keeps the session alive. */
let calledAt = Date.now();
export const lastCall = () => calledAt;

/** Tells who listens that the session is over: an answer said so. */
export function onSessionEnd(listener: () => void): () => void {
  endListeners.add(listener);
  return () => void endListeners.delete(listener);
}

export function keepCsrfToken(token: string | null): void {
  csrfToken = token ?? undefined;
}

api.use({
  onRequest: () => {
    calledAt = Date.now();
    return undefined;
  },
  onResponse: async ({ response, schemaPath, request }) => {
    const isLogin = schemaPath === '/staff/session' && request.method !== 'DELETE';
    if (response.status === 401 && !isLogin) for (const tell of endListeners) tell();
    return undefined;
  },
});

export { answerOf, ApiProblem };

/** What a person is told of a failure; never the browser's own English. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  return '连不上服务器，请检查网络后重试';
}

/** Whether the server refused for this reason. */
export const isRefusal = (error: unknown, code: string): error is ApiProblem =>
  error instanceof ApiProblem && error.problem.code === code;
