import { XMLParser } from 'fast-xml-parser';
import { databaseNow } from '../../database';
import { AppError } from '../../errors';
import { parseWechatJson } from '../client';
import { decryptMessage, signatureMatches } from './crypto';

/** The settings of the message push (消息推送) in WeChat's console. */
export interface CallbackSettings {
  appId: string;
  token: string;
  aesKey: string;
  /** Whether only encrypted messages are taken (安全模式): a plain one is signed without its body, so its signature fits any. */
  encryptedOnly: boolean;
  /** Milliseconds since the epoch; the database's clock unless told. */
  now?: () => number;
}

/** The same with the key made ready, once for all callbacks. */
export interface CallbackKeys extends Omit<CallbackSettings, 'aesKey'> {
  /** The AES key in bytes. */
  key: Buffer;
}

/** What was signed is taken for so long before and after its time; clocks differ, and WeChat repeats within seconds. */
const FRESH_MS = 5 * 60_000;

/** The query WeChat signs a callback with. */
export interface CallbackQuery {
  signature: string;
  timestamp: string;
  nonce: string;
  encrypt_type: string;
  msg_signature: string;
}

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true });

/** A message in JSON or XML as an object; null when it is neither. A document type is refused: nobody honest sends one. */
export function parseMessage(body: string): Record<string, unknown> | null {
  if (!body.trimStart().startsWith('<')) return parseWechatJson(body);
  if (body.includes('<!DOCTYPE')) return null;
  try {
    const root: unknown = (xml.parse(body) as Record<string, unknown>).xml;
    return typeof root === 'object' && root !== null && !Array.isArray(root) ? (root as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function messageOrThrow(body: string): Record<string, unknown> {
  const message = parseMessage(body);
  if (message === null) throw new AppError('invalid_input');
  return message;
}

function assertFresh({ now = () => databaseNow().getTime() }: Pick<CallbackSettings, 'now'>, timestamp: string): void {
  const age = Math.abs(now() - Number(timestamp) * 1000);
  if (!/^\d{1,12}$/.test(timestamp) || age > FRESH_MS) throw new AppError('forbidden');
}

/** @throws AppError `forbidden` unless the query's plain signature is right and of these minutes */
export function checkSignature(settings: Pick<CallbackSettings, 'token' | 'now'>, query: CallbackQuery): void {
  if (!signatureMatches(query.signature, settings.token, query.timestamp, query.nonce)) throw new AppError('forbidden');
  assertFresh(settings, query.timestamp);
}

/** A message and what tells it from every other: WeChat uses a nonce once, and the signature says for what. */
export interface Callback {
  message: Record<string, unknown>;
  nonce: string;
  signature: string;
}

/**
 * The message of a callback: encrypted (安全 and 兼容; in 兼容 the clear copy beside it is ignored, because only the
 * encrypted one is covered by the signature), or where that is allowed in 明文 with a signed query.
 * @throws AppError `forbidden` for a wrong signature, key or app id, or an old one; `invalid_input` for a body that is no message
 */
export function readCallback(settings: CallbackKeys, query: CallbackQuery, body: string): Callback {
  const { msg_signature: given, timestamp, nonce } = query;
  const once = `${timestamp} ${nonce}`;
  if (query.encrypt_type !== 'aes') {
    if (settings.encryptedOnly) throw new AppError('forbidden');
    checkSignature(settings, query);
    return { message: messageOrThrow(body), nonce: once, signature: query.signature };
  }
  const encrypted = messageOrThrow(body).Encrypt;
  if (typeof encrypted !== 'string') throw new AppError('invalid_input');
  if (!signatureMatches(given, settings.token, timestamp, nonce, encrypted)) throw new AppError('forbidden');
  assertFresh(settings, timestamp);
  const plain = decryptMessage(settings.key, encrypted);
  if (plain === null || plain.appId !== settings.appId) throw new AppError('forbidden');
  return { message: messageOrThrow(plain.message), nonce: once, signature: given };
}
