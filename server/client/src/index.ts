import createFetchClient, { type FetchResponse, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';

/** The schemas of the API by name: `Schemas['StaffNotice']`. */
export type Schemas = components['schemas'];
/** The calls of the API by path: `Paths['/notices']['get']['parameters']['query']`. */
export type Paths = paths;

/** Whose calls these are. */
export interface Credentials {
  /** Bearer token of a member of staff or of a resident. */
  token?: string;
  /** Of a staff session that stands in a cookie; sent with changes. */
  csrfToken?: string;
}

/** A refused call, with the server's problem details (RFC 9457); `message` is for people. */
export class ApiProblem extends Error {
  constructor(readonly problem: Schemas['Problem']) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
  }
}

/**
 * A client of the whole API: `api.GET('/notices/{id}', { params: { path: { id } } })`.
 * @param origin where the server answers, without `/api/v1`; '' in a page of its own
 * @param credentials asked before each call, so that a new login is seen
 */
export function createApiClient(origin = '', credentials: () => Credentials = () => ({})) {
  const identify: Middleware = {
    onRequest({ request }) {
      const { token, csrfToken } = credentials();
      if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
      if (csrfToken !== undefined && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
      return request;
    },
  };
  const api = createFetchClient<paths>({ baseUrl: `${origin}/api/v1` });
  api.use(identify);
  return api;
}

export type ApiClient = ReturnType<typeof createApiClient>;

// The constraints are openapi-fetch's own.
type Operation = Record<string | number, unknown>;

/**
 * The answer of a call.
 * @throws ApiProblem when the server refused it
 */
export async function answerOf<T extends Operation, Options, Media extends `${string}/${string}`>(
  call: Promise<FetchResponse<T, Options, Media>>,
) {
  const { data, error } = await call;
  if (error !== undefined) throw new ApiProblem(error);
  return data as NonNullable<typeof data>;
}

/** What a call needs to upload one file: `api.POST('/staff/imports', upload(file, file.name))`. */
export function upload(file: Blob, name: string) {
  const form = new FormData();
  form.append('file', file, name);
  // The description names the form's field; the form itself is what is sent.
  return { body: { file: name }, bodySerializer: () => form };
}
