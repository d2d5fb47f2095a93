import { errorAnswer, type ApiAnswer } from '../answers';
import type { World } from '../world';
import { codeUnlimited, listTemplates, quota } from './information';
import { jscode2session } from './login';
import type { ApiRequest } from './request';
import { send } from './send';
import { plainToken, stableToken } from './token';

type Handler = (world: World, request: ApiRequest) => ApiAnswer;

/** Answers 41001, 40001 or 42001 before the call when its access token is not good. */
function withToken(handler: Handler): Handler {
  return (world, request) => {
    const problem = world.tokens.check(request.query.get('access_token'));
    return problem === 0 ? handler(world, request) : errorAnswer(problem, world.clock.now());
  };
}

/** The simulated API: `METHOD path` → what it does. */
export const API: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['POST /cgi-bin/stable_token', stableToken],
  ['GET /cgi-bin/token', plainToken],
  ['GET /sns/jscode2session', jscode2session],
  ['POST /cgi-bin/message/subscribe/send', withToken(send)],
  ['POST /cgi-bin/openapi/quota/get', withToken(quota)],
  ['GET /wxaapi/newtmpl/gettemplate', withToken(listTemplates)],
  ['POST /wxa/getwxacodeunlimit', withToken(codeUnlimited)],
]);
