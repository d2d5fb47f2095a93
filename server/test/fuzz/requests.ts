import { BROKEN_BODIES, HOSTILE_HEADERS, HOSTILE_TEXTS, HOSTILE_VALUES, ODD_PATHS } from './hostile';
import type { Random } from './random';

/** What is used of a JSON schema (2020-12). */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
}

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** The parts of an OpenAPI document that the fuzzer follows. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface FuzzRequest {
  method: string;
  /** As it goes over the wire. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

const DEEPEST = 6;
/** After these the token is worth nothing, and what follows would not get past the guard. */
const ENDS_SESSIONS = /^\/me(\/sessions)?$|session|password|second-factor|accounts/;
const KNOWN_TEXTS = ['火', '防火', '关于冬季防火的通告', '2026-11-01', '140602', 'fire', 'i-283', '13800000000', 'a'];

/** A text in an address; what is no character becomes one first. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString()).slice(0, 3000);

/** Makes requests that fit a description, more or less. */
export class RequestMaker {
  private readonly operations: { method: string; path: string; operation: Operation }[];

  /**
   * @param ids ids that exist, so that some requests reach something
   * @param tokens of everybody who may log in; kept up to date by whoever sends
   */
  constructor(
    private readonly random: Random,
    private readonly description: Description,
    private readonly ids: readonly string[],
    private readonly tokens: () => { residents: readonly string[]; staff: readonly string[] },
  ) {
    this.operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    );
  }

  /** Every operation in turn; what is sent to it is left to chance. */
  make(n: number): FuzzRequest {
    const { random } = this;
    if (n % 25 === 24) return this.odd();
    const chosen = this.operations[n % this.operations.length];
    if (chosen === undefined) throw new Error('nothing is described');
    const { method, path, operation } = chosen;
    const headers = this.headers(path);
    const body = this.body(operation, headers);
    return {
      method: random.chance(0.02) ? random.pick(['HEAD', 'OPTIONS', 'PATCH', 'DELETE', 'PUT']) : method.toUpperCase(),
      path: `/api/v1${this.fillPath(path)}${this.query(operation)}`,
      headers,
      body,
    };
  }

  private odd(): FuzzRequest {
    const { random } = this;
    const method = random.pick(['GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE', 'PROPFIND']);
    return { method, path: random.pick(ODD_PATHS), headers: this.headers('/'), body: null };
  }

  private headers(path: string): Record<string, string> {
    const { random } = this;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    const { residents, staff } = this.tokens();
    const fitting = path.startsWith('/me') === random.chance(0.97) ? residents : staff;
    if (random.chance(ENDS_SESSIONS.test(path) ? 0.1 : 0.95)) headers.authorization = `Bearer ${random.pick(fitting)}`;
    if (random.chance(0.1)) Object.assign(headers, random.pick(HOSTILE_HEADERS));
    return headers;
  }

  private text(): string {
    const { random } = this;
    if (random.chance(0.25)) return random.pick(HOSTILE_TEXTS);
    return random.chance(0.4) ? random.pick(this.ids) : random.pick(KNOWN_TEXTS);
  }

  private fillPath(path: string): string {
    const { random } = this;
    return path.replace(/\{\w+\}/g, () => {
      if (random.chance(0.03)) return random.pick(['%', '%E0%A4%A', '..%2f', '%00', '']);
      return encoded(this.text());
    });
  }

  private query({ parameters = [] }: Operation): string {
    const { random } = this;
    const pairs = parameters
      .filter((parameter) => parameter.in === 'query' && random.chance(0.5))
      .map(({ name, schema }) => {
        const value = random.chance(0.3) ? this.text() : this.value(schema, 0);
        return `${name}=${encoded(String(value))}`;
      });
    if (random.chance(0.03)) pairs.push(random.pick(['x=1', '__proto__=1', 'limit=1&limit=2', '%=%', 'limit[$gt]=1']));
    return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  }

  private body({ requestBody }: Operation, headers: Record<string, string>): string | null {
    const { random } = this;
    const schema = requestBody?.content['application/json']?.schema;
    if (random.chance(0.08)) return random.pick(BROKEN_BODIES);
    if (schema === undefined) {
      if (requestBody === undefined) return random.chance(0.1) ? '{}' : null;
      headers['content-type'] = 'multipart/form-data; boundary=x';
      return random.pick(BROKEN_BODIES);
    }
    return JSON.stringify(this.mutated(this.value(schema, 0)));
  }

  /** Sometimes with another value at some place, or without one, or with one more. */
  private mutated(value: unknown): unknown {
    const { random } = this;
    if (random.chance(0.04)) return random.pick(HOSTILE_VALUES);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(() => !random.chance(0.04));
    const inner = entries.map(([name, member]) => [name, random.chance(0.5) ? this.mutated(member) : member] as const);
    if (Array.isArray(value)) return inner.map(([, member]) => member);
    if (random.chance(0.03))
      inner.push([random.pick(['x', '$set', 'constructor', '_id']), random.pick(HOSTILE_VALUES)]);
    return Object.fromEntries(inner);
  }

  private value(schema: Schema, depth: number): unknown {
    const { random } = this;
    const { $ref, anyOf, oneOf, allOf, type } = schema;
    if ($ref !== undefined)
      return this.value(this.description.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, depth);
    const options = anyOf ?? oneOf;
    if (options) return this.value(random.pick(options), depth);
    if (allOf) return Object.assign({}, ...allOf.map((part) => this.value(part, depth))) as unknown;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return random.pick(schema.enum);
    switch (Array.isArray(type) ? random.pick(type) : type) {
      case 'object':
        return this.object(schema, depth);
      case 'array':
        return this.array(schema, depth);
      case 'integer':
      case 'number':
        return random.chance(0.1) ? random.pick([-1, 0, 2 ** 53, 1e308, 0.5]) : (schema.minimum ?? 0) + random.below(5);
      case 'boolean':
        return random.chance(0.5);
      case 'null':
        return null;
      case 'string':
        return this.string(schema);
      default:
        return random.pick(HOSTILE_VALUES);
    }
  }

  private object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): unknown {
    const { random } = this;
    const chosen = Object.entries(properties).filter(
      ([name]) => required.includes(name) || random.chance(depth > DEEPEST ? 0 : 0.5),
    );
    const members = chosen.map(([name, member]) => [name, this.value(member, depth + 1)] as const);
    if (typeof additionalProperties === 'object' && depth < DEEPEST && random.chance(0.7)) {
      members.push([this.text(), this.value(additionalProperties, depth + 1)]);
    }
    return Object.fromEntries(members);
  }

  private array({ items, minItems = 0 }: Schema, depth: number): unknown[] {
    const count = depth > DEEPEST ? minItems : minItems + this.random.below(3);
    return Array.from({ length: count }, () => this.value(items ?? {}, depth + 1));
  }

  private string({ format }: Schema): string {
    const { random } = this;
    if (random.chance(0.2)) return random.pick(HOSTILE_TEXTS);
    if (format === 'date') return `2026-1${random.below(3)}-0${1 + random.below(9)}`;
    if (format === 'date-time') return `2026-1${random.below(3)}-0${1 + random.below(9)}T08:00:00+08:00`;
    return this.text();
  }
}
