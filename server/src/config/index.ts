import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { StartupError } from '../runtime';
import { trustedProxies } from './trustedProxies';
import { staffRobots } from './staffRobots';
import { DEMO_TEMPLATES, templatesSchema } from './templates';

export type { StaffRobot } from './staffRobots';
export type { MessageTemplate, Templates } from './templates';

const WECHAT_API = 'https://api.weixin.qq.com';

const positive = z.coerce.number().int().positive();

const DISTINCT_CHARACTERS = 10;

/** Whether a text is one short piece again and again. */
const isRepetition = (text: string): boolean => (text + text).indexOf(text, 1) < text.length;

/** A secret for signing (HS256: 256 bits). What a person typed to fill the line is no secret. */
const strongSecret = z
  .string()
  .min(32)
  .refine((text) => new Set(text).size >= DISTINCT_CHARACTERS && !isRepetition(text), {
    message: 'is too easy to guess; make one with: openssl rand -base64 48',
  });

/** Every environment variable the program reads. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATA_DIR: z.string().default('.data'),
  ROLES: z
    .string()
    .default('web,worker')
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(['web', 'worker'])).min(1)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/[^/]+/, 'must be a mongodb:// address')
    .optional(),
  STAFF_IDLE_MINUTES: positive.max(12 * 60).default(15),
  JWT_SECRET: strongSecret.optional(),
  JWT_SECRET_PREVIOUS: strongSecret.optional(),
  DEMO: z.stringbool().optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(600).default(25),
  PROXY: trustedProxies,
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  RATE_PER_IP: positive.default(6000),
  RATE_PER_RESIDENT: positive.default(240),
  WECHAT_API_BASE: z.url().optional(),
  WECHAT_APPID: z.string().min(1).optional(),
  WECHAT_SECRET: z.string().min(1).optional(),
  WECHAT_TOKEN: z.string().min(3).max(32).optional(),
  WECHAT_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters and digits')
    .optional(),
  WECHAT_TEMPLATES: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not valid JSON' });
        return z.NEVER;
      }
    })
    .pipe(templatesSchema)
    .optional(),
  STAFF_ROBOTS: staffRobots.default([]),
  VOCABULARY_APPROVAL: z.enum(['two', 'one']).default('two'),
  WECHAT_STATE: z.enum(['developer', 'trial', 'formal']).optional(),
  PUSH_RATE: positive.default(500),
  PUSH_CONCURRENCY: positive.max(500).default(64),
  PUSH_LEASE_MS: positive.min(500).default(15_000),
  PUSH_RETENTION_MONTHS: positive.default(12),
  PUSH_REFUSAL_SHARE: z.coerce.number().min(0.01).max(0.9).default(0.2),
  PUSH_RESEND_UNKNOWN: z
    .string()
    .default('alert,one-time')
    .transform((text) => (text === 'none' ? [] : text.split(',').map((sort) => sort.trim())))
    .pipe(z.array(z.enum(['alert', 'one-time', 'other']))),
});

const PRODUCTION_SECRETS = [
  'MONGODB_URI',
  'JWT_SECRET',
  'WECHAT_APPID',
  'WECHAT_SECRET',
  'WECHAT_TOKEN',
  'WECHAT_AES_KEY',
  'WECHAT_TEMPLATES',
] as const;

/** A secret for development: made once, kept beside the data with mode 0600, so that logins outlive a restart. */
function developmentSecret(dataDir: string): string {
  const file = path.join(dataDir, 'development-secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      const secret = randomBytes(32).toString('base64url');
      writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
      return secret;
    } catch (error) {
      // Another process was first; a file in place of the folder fails at mkdir with the same code.
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' && syscall === 'open') return readFileSync(file, 'utf8');
      throw new StartupError(`数据目录 ${dataDir} 不可写，请检查权限，或用 DATA_DIR 指定另一个目录。`);
    }
  }
}

/**
 * Reads and checks the configuration.
 * @param env the process's environment; an empty value counts as not set
 * @returns the configuration with defaults filled in
 * @throws StartupError naming every bad or missing variable
 */
export function loadConfig(env: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new StartupError(`配置有误，无法启动：\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const missing = production ? PRODUCTION_SECRETS.filter((name) => e[name] === undefined) : [];
  if (missing.length > 0) throw new StartupError(`生产环境缺少配置：${missing.join('、')}`);

  const dataDir = path.resolve(e.DATA_DIR);
  const demoAppId = `wx${createHash('sha256').update('shuozhi demo').digest('hex').slice(0, 16)}`;
  return {
    nodeEnv: e.NODE_ENV,
    production,
    host: e.HOST,
    port: e.PORT,
    dataDir,
    roles: new Set(e.ROLES),
    logLevel: e.LOG_LEVEL,
    mongodbUri: e.MONGODB_URI,
    staff: { idleMs: e.STAFF_IDLE_MINUTES * 60_000, production },
    /** Samples and demo accounts: never in production, and in a database that was given only when asked for. */
    demo: !production && (e.DEMO ?? e.MONGODB_URI === undefined),
    /** How long a process that was told to stop waits for those connected to it. */
    drainMs: e.DRAIN_SECONDS * 1000,
    jwtSecret: e.JWT_SECRET ?? developmentSecret(dataDir),
    /** The secret before the present one; what it signed is still taken. */
    jwtSecretPrevious: e.JWT_SECRET_PREVIOUS,
    /** Where people reach the service, without a slash at the end; never what a request says. */
    staffRobots: e.STAFF_ROBOTS,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, ''),
    /** The reverse proxies whose word on the caller's address counts: how many, or their networks. */
    trustedProxies: e.PROXY,
    /** Whether one person's edit of the vocabulary applies at once; all else needs two. */
    vocabularyByOne: e.VOCABULARY_APPROVAL === 'one',
    rate: { perIp: e.RATE_PER_IP, perResident: e.RATE_PER_RESIDENT },
    wechat: {
      /** Without an app id and a base of its own, development talks to the built-in simulator. */
      simulated: !production && e.WECHAT_API_BASE === undefined && e.WECHAT_APPID === undefined,
      apiBase: e.WECHAT_API_BASE ?? WECHAT_API,
      appId: e.WECHAT_APPID ?? demoAppId,
      secret: e.WECHAT_SECRET ?? 'development',
      token: e.WECHAT_TOKEN ?? 'development',
      aesKey: e.WECHAT_AES_KEY ?? 'A'.repeat(43),
      encryptedOnly: production,
      templates: e.WECHAT_TEMPLATES ?? DEMO_TEMPLATES,
      state: e.WECHAT_STATE ?? (production ? ('formal' as const) : ('developer' as const)),
    },
    push: {
      rate: e.PUSH_RATE,
      concurrency: e.PUSH_CONCURRENCY,
      leaseMs: e.PUSH_LEASE_MS,
      retentionMonths: e.PUSH_RETENTION_MONTHS,
      refusalShare: e.PUSH_REFUSAL_SHARE,
      resendUnknown: e.PUSH_RESEND_UNKNOWN,
    },
  };
}

export type Config = ReturnType<typeof loadConfig>;
