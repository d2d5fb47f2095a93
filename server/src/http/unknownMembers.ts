import { distance } from 'fastest-levenshtein';
import type * as z from 'zod';
import type { FieldError } from '../errors';

/** What a schema is made of, as far as this file needs it; zod's own types cannot be followed over all kinds at once. */
interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  discriminator?: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  left?: z.ZodType;
  right?: z.ZodType;
  values?: unknown[];
}

const definitionOf = (schema: z.ZodType): Definition => schema.def;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an option of a discriminated union is meant by a value. */
function isMeant(option: z.ZodType, discriminator: string, value: unknown): boolean {
  const literal = definitionOf(option).shape?.[discriminator];
  return !isObject(value) || !literal || (definitionOf(literal).values?.includes(value[discriminator]) ?? true);
}

/** The schemas that a value may have to fit, without wrappers and unions. */
function candidates(schema: z.ZodType, value: unknown): Definition[] {
  const definition = definitionOf(schema);
  const { innerType, options, discriminator, left, right } = definition;
  if (innerType) return candidates(innerType, value);
  if (definition.type === 'pipe' && definition.in) return candidates(definition.in, value);
  if (left && right) return [...candidates(left, value), ...candidates(right, value)];
  if (!options) return [definition];
  const meant = discriminator === undefined ? options : options.filter((one) => isMeant(one, discriminator, value));
  return meant.flatMap((option) => candidates(option, value));
}

/** The known name that a person probably meant: two slips at the most, one in a short name. */
function nearName(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((one) => ({ one, slips: distance(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ one, slips }) => slips <= Math.min(2, Math.floor(one.length / 2)));
  near.sort((a, b) => a.slips - b.slips);
  return near[0]?.one;
}

const MOST_ERRORS = 20;

function search(schemas: readonly Definition[], value: unknown, path: string, found: FieldError[]): void {
  if (found.length >= MOST_ERRORS || schemas.length === 0) return;
  if (Array.isArray(value)) {
    const elements = schemas.flatMap(({ element }) => element ?? []);
    for (const [n, item] of value.entries()) {
      search(
        elements.flatMap((element) => candidates(element, item)),
        item,
        `${path}${n}.`,
        found,
      );
    }
    return;
  }
  if (!isObject(value)) return;
  const shapes = schemas.flatMap(({ shape }) => (shape ? [shape] : []));
  const others = schemas.flatMap(({ valueType, catchall }) => valueType ?? catchall ?? []);
  if (shapes.length === 0 && others.length === 0) return;
  const known = shapes.flatMap((shape) => Object.keys(shape));
  for (const [name, member] of Object.entries(value)) {
    const own = shapes.flatMap((shape) => (Object.hasOwn(shape, name) && shape[name] ? [shape[name]] : []));
    const fitting = [...own, ...others];
    if (fitting.length > 0) {
      search(
        fitting.flatMap((schema) => candidates(schema, member)),
        member,
        `${path}${name}.`,
        found,
      );
      continue;
    }
    const near = nearName(name, known);
    found.push({ path: `${path}${name}`, message: near ? `没有这一项，应为 ${near}` : '没有这一项' });
  }
}

/**
 * The members of a request that its schema does not know: what a caller means must never be ignored in silence.
 * @returns each with its path and, for a near name, the right one; at most 20
 */
export function unknownMembers(schema: z.ZodType, value: unknown): FieldError[] {
  const found: FieldError[] = [];
  search(candidates(schema, value), value, '', found);
  return found;
}
