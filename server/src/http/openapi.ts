import { problem } from '@shuozhi/shared/api';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type * as z from 'zod';
import type { Route } from './route';

/** `/notices/:id` → `/notices/{id}`. */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const problemResponse = {
  description: 'Problem details (RFC 9457)',
  content: { 'application/problem+json': { schema: problem } },
};

function goodResponse({ response, produces }: Route) {
  if (response) return { description: 'OK', content: { 'application/json': { schema: response } } };
  if (produces === undefined) return { description: 'Done' };
  return { description: 'OK', content: { [produces]: { schema: { type: 'string' as const } } } };
}

function operation(route: Route) {
  const good = goodResponse(route);
  const requestParams: { path?: z.ZodObject; query?: z.ZodObject } = {};
  if (route.params) requestParams.path = route.params as z.ZodObject;
  if (route.query) requestParams.query = route.query as z.ZodObject;
  return {
    summary: route.summary,
    tags: [route.tag],
    security: route.guard && [{ [route.guard.scheme]: [] }],
    requestParams,
    requestBody: route.body && { content: { 'application/json': { schema: route.body } } },
    responses: {
      [String(route.status ?? ('content' in good ? 200 : 204))]: good,
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
    },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: {
        resident: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  });
}
