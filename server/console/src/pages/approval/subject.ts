import type { Schemas } from '@shuozhi/client';
import type { Draft } from '@/text/blockText';

type Notice = Schemas['StaffNotice'];
type Change = Schemas['ChangeRequest'];

/** What a person is asked to read and decide on. */
export interface Subject {
  what: string;
  hash: string;
  authors: string[];
  /** The text that it would replace; null: nothing is public yet. */
  before: Draft | null;
  after: Draft;
  /** Why: of a withdrawal, or what was changed. */
  note: string | null;
  /** Facts that fall away because their sentence is gone. */
  dropped: string[];
  change: Change | null;
}

interface Proposal {
  draft?: Draft;
  reason?: string;
  changeNote?: string | null;
  major?: boolean;
  dropped?: string[];
}

const NAMES: Record<string, string> = {
  'notice.withdrawal': '撤回这条通知',
  'notice.reimport': '公报重新导入后的文字',
};

/** Of a notice: the change that waits, else its own text. */
export function subjectOf(notice: Notice): Subject {
  const change = notice.changes[0];
  if (change === undefined) {
    const { hash, authors, draft } = notice;
    return { what: '新通知', hash, authors, before: null, after: draft, note: null, dropped: [], change: null };
  }
  // Its members depend on the kind; the contract leaves them open.
  const proposal = change.payload as Proposal;
  return {
    what: NAMES[change.kind] ?? (proposal.major ? '重大修改（会通知订阅者）' : '修改（不通知订阅者）'),
    hash: change.hash,
    authors: change.authors,
    before: notice.draft,
    after: proposal.draft ?? notice.draft,
    note: proposal.reason ?? proposal.changeNote ?? null,
    dropped: proposal.dropped ?? [],
    change,
  };
}
