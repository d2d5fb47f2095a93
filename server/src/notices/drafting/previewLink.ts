import type { PreviewLink } from '@shuozhi/shared/api';
import type { KeyObject } from 'node:crypto';
import { AppError } from '../../errors';
import { signToken, TOKEN_LIFETIME, verifyToken } from '../../tokens';
import { hashOfNotice } from '../content';
import type { NoticeRecord } from '../model';
import { findNotice } from '../store';

/** Letters of the hash in the token: enough to see that the text is another one. */
const HASH_KEPT = 16;

/**
 * A link by which a person without an account reads a text before it is public: a leader, the office that wrote it. It is
 * signed, lasts three days, and shows the text as it is then, with a word when it has changed.
 * @throws AppError `notice_not_found`, `transition_not_allowed` for a text that was withdrawn
 */
export async function previewLinkOf(id: string, key: KeyObject, now: Date): Promise<PreviewLink> {
  const notice = await findNotice(id);
  if (notice.status === 'withdrawn') throw new AppError('transition_not_allowed');
  const token = signToken(key, 'preview', `${id}.${hashOfNotice(notice).slice(0, HASH_KEPT)}`, now);
  const expiresAt = new Date(now.getTime() + TOKEN_LIFETIME.preview * 1000);
  return { path: `/preview/${token}`, expiresAt: expiresAt.toISOString() };
}

/** What a link shows: the text, and whether it is another than when the link was made. */
export interface Preview {
  notice: NoticeRecord;
  changed: boolean;
}

/**
 * What the link with this token shows.
 * @returns null when the link is forged or too old, or the text was deleted or withdrawn
 */
export async function openPreview(key: KeyObject, token: string): Promise<Preview | null> {
  try {
    const { subject } = verifyToken(key, 'preview', token);
    const [id = '', kept = ''] = subject.split('.');
    const notice = await findNotice(id);
    if (notice.status === 'withdrawn') return null;
    return { notice, changed: !hashOfNotice(notice).startsWith(kept) };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
