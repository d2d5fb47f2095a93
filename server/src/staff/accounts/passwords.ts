import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import { randomInt } from 'node:crypto';
import { AppError } from '../../errors';

/** OWASP's advice for argon2id: 19 MiB, 2 passes (the library's default algorithm is argon2id). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password a person can type: four groups of five letters and digits that cannot be confused (116 bits). */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

let decoy: Promise<string> | undefined;

/** Whether the password is the one of the hash. Without a hash (nobody of that name) it takes as long and is not. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const known = passwordHash ? passwordHash : undefined;
  const right = await verify(known ?? (await (decoy ??= hashPassword(newPassword()))), password);
  return known !== undefined && right;
}

/** zxcvbn: 3 needs more than 10^8 guesses ("safely unguessable"). */
const LEAST_SCORE = 3;
const strength = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });

const refuse = (message: string) => new AppError('invalid_input', { errors: [{ path: 'next', message }] });

/**
 * @param own words of the person that a guesser would try first
 * @throws AppError `invalid_input` when the new password is the old one, common or easily guessed
 */
export function assertGoodPassword(next: string, current: string, own: readonly string[]): void {
  if (next === current) throw refuse('新密码不能与原密码相同');
  if (strength.check(next, [...own, 'shuozhi', '朔知']).score < LEAST_SCORE) {
    throw refuse('这个密码太常见或太容易猜到，请换一个');
  }
}
