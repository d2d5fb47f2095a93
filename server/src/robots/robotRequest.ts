import { createHash, createHmac } from 'node:crypto';
import type { StaffRobot } from '../config';

/** What is posted to a robot. */
export interface RobotRequest {
  url: string;
  body: object;
}

type Kind = StaffRobot['kind'];

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/**
 * The request that makes a robot say `text`, signed as its platform requires.
 * - wecom 企业微信 (document 91770): the key in the address is the only secret
 * - dingtalk 钉钉 (custom robots, 加签): HMAC of milliseconds and secret, keyed by the secret, in the address
 * - feishu 飞书 (custom bots, 签名校验): HMAC of nothing, keyed by seconds and secret, in the body
 */
export function robotRequest({ kind, url, secret }: StaffRobot, text: string, now: Date): RobotRequest {
  const plain = { msgtype: 'text', text: { content: text } };
  const signed: Record<Kind, () => RobotRequest> = {
    wecom: () => ({ url, body: plain }),
    dingtalk: () => {
      if (secret === undefined) return { url, body: plain };
      const address = new URL(url);
      address.searchParams.set('timestamp', `${now.getTime()}`);
      address.searchParams.set('sign', hmac(secret, `${now.getTime()}\n${secret}`));
      return { url: address.href, body: plain };
    },
    feishu: () => {
      const body = { msg_type: 'text', content: { text } };
      if (secret === undefined) return { url, body };
      const timestamp = `${Math.floor(now.getTime() / 1000)}`;
      return { url, body: { timestamp, sign: hmac(`${timestamp}\n${secret}`, ''), ...body } };
    },
  };
  return signed[kind]();
}

/** What a robot answers: its code, 0 when it said the text; NaN when it answered something else. */
export function answeredCode(answer: unknown): number {
  const { errcode, code } = (answer ?? {}) as { errcode?: unknown; code?: unknown };
  return Number(errcode ?? code ?? NaN);
}

/** Names a robot in the database and the log: its address is a secret. */
export const robotName = ({ kind, url }: StaffRobot): string =>
  `${kind}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;
