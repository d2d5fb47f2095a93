/** What a log line says of an error; everything else that hangs on one (packets, requests, documents) stays out. */
export interface DescribedError {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: DescribedError;
}

const LONGEST_MESSAGE = 500;
const LONGEST_STACK = 1500;
const DEEPEST = 3;

/** Places in messages where libraries repeat what they were given. */
const REPEATED: readonly [RegExp, string][] = [
  [/dup key: \{.*\}/gs, 'dup key: [redacted]'],
  [/(bearer\s+)[\w.~+/-]+=*/gi, '$1[redacted]'],
  [/((?:access_token|secret|js_code|openid|touser|password)["']?\s*[=:]\s*["']?)[^"'&\s,}]+/gi, '$1[redacted]'],
  [/mongodb(\+srv)?:\/\/[^@\s]*@/g, 'mongodb$1://[redacted]@'],
];

const clean = (text: string, longest: number): string =>
  REPEATED.reduce((cleaned, [pattern, instead]) => cleaned.replace(pattern, instead), text.slice(0, 4 * longest)).slice(
    0,
    longest,
  );

/** The lines of a stack below the message, which stands by itself. */
function placesOf(stack: string): string {
  const first = stack.search(/^\s+at /m);
  return first < 0 ? '' : stack.slice(first, first + LONGEST_STACK);
}

/** Describes anything thrown for the log: type, message without secrets and personal data, code, places, causes. */
export function describeError(thrown: unknown, depth = 0): DescribedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: clean(String(thrown), LONGEST_MESSAGE) };
  const { name, message, stack, cause } = thrown;
  const { code } = thrown as { code?: unknown };
  const described: DescribedError = { type: name, message: clean(message, LONGEST_MESSAGE) };
  if (typeof code === 'string' || typeof code === 'number') described.code = code;
  if (stack !== undefined) described.stack = placesOf(stack);
  if (cause !== undefined && depth < DEEPEST) described.cause = describeError(cause, depth + 1);
  return described;
}
