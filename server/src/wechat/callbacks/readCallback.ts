import { XMLParser } from 'fast-xml-parser';
import { AppError } from '../../errors';
import { parseWechatJson } from '../client';
import { decryptMessage, signatureMatches } from './crypto';

/** The settings of the message push (消息推送) in WeChat's console. */
export interface CallbackSettings {
  appId: string;
  token: string;
  aesKey: string;
}

/** The same with the key made ready, once for all callbacks. */
export interface CallbackKeys {
  appId: string;
  token: string;
  /** The AES key in bytes. */
  key: Buffer;
}

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

/** @throws AppError `forbidden` unless the query's plain signature is right */
export function checkSignature(settings: Pick<CallbackSettings, 'token'>, query: CallbackQuery): void {
  if (!signatureMatches(query.signature, settings.token, query.timestamp, query.nonce)) throw new AppError('forbidden');
}

/**
 * The message of a callback, in all three modes: 明文 (signed query), 安全 and 兼容 (encrypted; in 兼容 the clear copy
 * beside it is ignored, because only the encrypted one is covered by the signature).
 * @throws AppError `forbidden` for a wrong signature, key or app id, `invalid_input` for a body that is no message
 */
export function readCallback(settings: CallbackKeys, query: CallbackQuery, body: string): Record<string, unknown> {
  if (query.encrypt_type !== 'aes') {
    checkSignature(settings, query);
    return messageOrThrow(body);
  }
  const encrypted = messageOrThrow(body).Encrypt;
  if (typeof encrypted !== 'string') throw new AppError('invalid_input');
  const { msg_signature: given, timestamp, nonce } = query;
  if (!signatureMatches(given, settings.token, timestamp, nonce, encrypted)) throw new AppError('forbidden');
  const plain = decryptMessage(settings.key, encrypted);
  if (plain === null || plain.appId !== settings.appId) throw new AppError('forbidden');
  return messageOrThrow(plain.message);
}
