import { problem } from '@shuozhi/shared/api';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import * as z from 'zod';
import { ERROR_CODES } from '../errors';
import type { Guard, Route } from './route';

/** `/notices/:id` → `/notices/{id}`. */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** `get /notices/:id/versions` → `getNoticesByIdVersions`: what a generated client calls the operation. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^\w:]+/).map((word) => word.replace(/^:/, 'by-'));
  return [method, ...words].join('-').replace(/[-_]+(\w?)/g, (_all, first: string) => first.toUpperCase());
}

const codes = Object.keys(ERROR_CODES) as [string, ...string[]];
const problemResponse = {
  description: 'Problem details (RFC 9457)',
  content: {
    'application/problem+json': { schema: problem.extend({ code: z.enum(codes) }).meta({ id: 'Problem' }) },
  },
};

/** Staff come with a bearer token, or as browsers with a cookie and, for changes, the CSRF token. */
const SECURITY: Record<Guard<unknown>['scheme'], Record<string, string[]>[]> = {
  resident: [{ resident: [] }],
  staff: [{ staff: [] }, { staffCookie: [], csrfToken: [] }],
};

function goodResponse({ response, produces }: Route) {
  if (response) return { description: 'OK', content: { 'application/json': { schema: response } } };
  if (produces === undefined) return { description: 'Done' };
  return { description: 'OK', content: { [produces]: { schema: { type: 'string' as const } } } };
}

/** A form with the one file that readUpload takes. */
const FILE_FORM = {
  type: 'object' as const,
  properties: { file: { type: 'string' as const, format: 'binary' } },
  required: ['file'],
};

function requestBody({ body, consumes }: Route) {
  if (body) return { required: !body.safeParse({}).success, content: { 'application/json': { schema: body } } };
  if (consumes === undefined) return undefined;
  const schema = consumes === 'multipart/form-data' ? FILE_FORM : { type: 'string' as const };
  return { required: true, content: { [consumes]: { schema } } };
}

function operation(route: Route) {
  const good = goodResponse(route);
  const requestParams: { path?: z.ZodObject; query?: z.ZodObject } = {};
  if (route.params) requestParams.path = route.params as z.ZodObject;
  if (route.query) requestParams.query = route.query as z.ZodObject;
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    security: route.guard ? SECURITY[route.guard.scheme] : [],
    requestParams,
    requestBody: requestBody(route),
    responses: {
      [String(route.status ?? ('content' in good ? 200 : 204))]: good,
      '4XX': problemResponse,
      default: problemResponse,
    },
  };
}

/** The OpenAPI 3.1 document of `routes`, all mounted below `server`. */
export function openApiDocument(routes: readonly Route[], server: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: '朔知 Shuozhi',
      version: '1',
      description: 'Public notices, permit items and subscriptions of a city.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: {
        resident: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        staff: { type: 'http', scheme: 'bearer' },
        staffCookie: { type: 'apiKey', in: 'cookie', name: '__Host-shuozhi-staff' },
        csrfToken: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
      },
    },
  });
}
