import { errorAnswer, okAnswer, type ApiAnswer } from '../answers';
import type { World } from '../world';
import type { ApiRequest } from './request';

function credentialProblem(world: World, appid: unknown, secret: unknown, grantType: unknown): number {
  if (grantType !== 'client_credential') return 40002;
  if (!appid) return 41002;
  if (!secret) return 41004;
  if (appid !== world.appId) return 40013;
  return secret === world.secret ? 0 : 40125;
}

/** POST /cgi-bin/stable_token. */
export function stableToken(world: World, { body }: ApiRequest): ApiAnswer {
  const now = world.clock.now();
  if (body === null) return errorAnswer(47001, now);
  const problem = credentialProblem(world, body.appid, body.secret, body.grant_type);
  if (problem !== 0) return errorAnswer(problem, now);
  const issued = body.force_refresh === true ? world.tokens.forcedToken() : world.tokens.stableToken();
  return issued === null
    ? errorAnswer(45009, now)
    : okAnswer({ access_token: issued.token, expires_in: issued.expiresInS });
}

/** GET /cgi-bin/token: the older call that ends the token it gave before. */
export function plainToken(world: World, { query }: ApiRequest): ApiAnswer {
  const problem = credentialProblem(world, query.get('appid'), query.get('secret'), query.get('grant_type'));
  if (problem !== 0) return errorAnswer(problem, world.clock.now());
  const issued = world.tokens.plainToken();
  return okAnswer({ access_token: issued.token, expires_in: issued.expiresInS });
}
