import type { StaffAccount, StaffNotice } from '@shuozhi/shared/api';
import fc from 'fast-check';
import { aDraft } from '../../test/factories';
import { shown } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { ChangeRequests } from '../approvals/model';
import { AppError } from '../errors';
import { createDraft, editDraft } from './drafts';
import { upsertImportedNotice } from './importNotice';
import {
  approveNotice,
  proposeRevision,
  proposeWithdrawal,
  publishNotice,
  returnNotice,
  submitNotice,
} from './lifecycle';
import { Notices, type NoticeRecord } from './model';
import { acceptReimport } from './proposals';

useTestDatabase();

/** Random sequences tried, each of up to so many steps. */
const RUNS = 150;
const STEPS = 24;

const DOC_NO = '测政发〔2026〕9号';
const now = new Date('2026-11-20T02:00:00Z');

/** Everybody may approve, so that only the gate stands in the way. */
const PEOPLE = ['A', 'B', 'C'] as const;
type Person = (typeof PEOPLE)[number];
const account = (id: Person): StaffAccount => ({ id, name: id, role: 'approver' });

const ACTIONS = [
  'look',
  'create',
  'edit',
  'import',
  'accept',
  'submit',
  'return',
  'approve',
  'publish',
  'revise',
  'revert',
  'withdraw',
] as const;
type Action = (typeof ACTIONS)[number];
interface Step {
  person: Person;
  /** `forward`: whatever brings the notice nearer to the public, as people mostly do. */
  action: Action | 'forward';
  /** Looks at the notice first; otherwise acts on what was seen before, which may be stale. */
  fresh: boolean;
  /** Which of several changes that wait. */
  pick: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  action: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...ACTIONS) },
    { weight: 1, arbitrary: fc.constant('forward' as const) },
  ),
  fresh: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  pick: fc.nat(1),
});
/** One step, or two at the same moment. */
const turn = fc.oneof({ weight: 3, arbitrary: fc.tuple(step) }, { weight: 1, arbitrary: fc.tuple(step, step) });

/**
 * An office of three. Every text a person writes carries their letter and a number of its own, so that a text itself says
 * who wrote parts of it: `通告 A1 B7`.
 */
class Office {
  /** What each person saw last. */
  private readonly seen = new Map<Person, StaffNotice>();
  /** What each person approved, as it was shown to them. */
  readonly approvals: { by: Person; text: string }[] = [];
  /** Marks of texts that came through the gate. */
  private readonly read = new Set<string>();
  private written = 0;
  /** Texts that were the notice's own at some time. */
  private readonly texts: string[] = [];

  private mark = (person: Person): string => `${person}${(this.written += 1)}`;

  private async current(): Promise<NoticeRecord | null> {
    return Notices.findOne({ docNo: DOC_NO, status: { $ne: 'withdrawn' } }).lean<NoticeRecord>();
  }

  private async look(person: Person): Promise<void> {
    const notice = await this.current();
    if (!notice) return;
    this.seen.set(person, await shown(notice._id));
    if (!this.texts.includes(notice.title)) this.texts.push(notice.title);
  }

  private draft = (title: string) => aDraft({ docNo: DOC_NO, title });

  /** The words of a change request that would become public. */
  private static wordsOf(payload: Record<string, unknown>): string {
    const { draft, reason } = payload as { draft?: { title: string }; reason?: string };
    return draft?.title ?? reason ?? '';
  }

  private static forward(seen: StaffNotice | undefined): Action {
    if (!seen || seen.status === 'withdrawn') return 'create';
    if (seen.status === 'draft') return 'submit';
    return seen.status === 'approved' ? 'publish' : 'approve';
  }

  async act({ person, fresh, pick, ...step }: Step): Promise<void> {
    if (fresh) await this.look(person);
    const who = account(person);
    const seen = this.seen.get(person);
    const action = step.action === 'forward' ? Office.forward(seen) : step.action;
    if (action === 'look') return this.look(person);
    if (action === 'create') return void (await createDraft(this.draft(`通告 ${this.mark(person)}`), who, now));
    if (action === 'import') {
      const draft = this.draft(`公报 ${this.mark(person)}`);
      const source = { draft, confidence: 1, warnings: [], needsReview: false };
      return void (await upsertImportedNotice(source, { publish: false, actor: person, now }));
    }
    if (!seen) return;
    const { id, status, hash, draft, updatedAt, changes } = seen;
    const change = changes[pick % Math.max(changes.length, 1)];
    switch (action) {
      case 'edit':
        return void (await editDraft(id, this.draft(`${draft.title} ${this.mark(person)}`), updatedAt, who, now));
      case 'accept':
        return void (change && (await acceptReimport(id, change.hash, who, now)));
      case 'submit':
        return void (await submitNotice(id, { hash, confirmReviewed: true }, who, now));
      case 'return':
        return void (await returnNotice(id, { reason: '再看看' }, who, now));
      case 'approve': {
        const text = change ? Office.wordsOf(change.payload) : draft.title;
        await approveNotice(id, change?.hash ?? hash, who, now);
        return void this.approvals.push({ by: person, text });
      }
      case 'publish':
        return void (await publishNotice(id, { hash }, who, now));
      case 'revise': {
        // On top of what waits already, as a person would who corrects a colleague's proposal.
        const base = change && 'draft' in change.payload ? Office.wordsOf(change.payload) : draft.title;
        const revision = { draft: this.draft(`${base} ${this.mark(person)}`), major: true, changeNote: '有改动' };
        return void (await proposeRevision(id, { ...revision, base: hash }, who, now));
      }
      case 'revert': {
        const earlier = this.texts[(this.written + pick) % this.texts.length];
        if (earlier === undefined) return;
        const back = this.draft(earlier);
        if (status !== 'published') return void (await editDraft(id, back, updatedAt, who, now));
        const reverted = { draft: back, major: false, changeNote: null, base: hash };
        return void (await proposeRevision(id, reverted, who, now));
      }
      case 'withdraw':
        return void (await proposeWithdrawal(id, { hash, reason: `撤回 ${this.mark(person)}` }, who, now));
    }
  }

  /**
   * A text is public only when somebody approved exactly it who had written none of what is new in it. What was public
   * before has been read by a second person then.
   */
  assertReadBySomebodyElse(text: string): void {
    const marks = text.match(/[ABC]\d+/g) ?? [];
    expect(marks.length).toBeGreaterThan(0);
    const writers = new Set(marks.filter((mark) => !this.read.has(mark)).map((mark) => mark.charAt(0)));
    const approvals = this.approvals.filter((approval) => approval.text === text);
    if (writers.size > 0 && !approvals.some(({ by }) => !writers.has(by))) {
      throw new Error(`public without a second person: ${text}`);
    }
    for (const mark of marks) this.read.add(mark);
  }
}

/** What residents see or were told: titles of published notices, reasons of withdrawn ones. */
async function publicTexts(): Promise<string[]> {
  const notices = await Notices.find().lean<NoticeRecord[]>();
  return notices.flatMap(({ status, title, withdrawnReason }) =>
    status === 'published' ? [title] : withdrawnReason !== null ? [withdrawnReason] : [],
  );
}

test(`nothing is public that one person alone wrote and read: ${RUNS} random sequences of up to ${STEPS} steps by three people`, async () => {
  const reached = { published: 0, revised: 0, withdrawn: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: STEPS / 2, maxLength: STEPS, size: 'max' }), async (turns) => {
      await Promise.all([Notices.deleteMany({}), ChangeRequests.deleteMany({})]);
      const office = new Office();
      for (const steps of turns) {
        const outcomes = await Promise.allSettled(steps.map((each) => office.act(each)));
        // Whatever is refused is refused with a code; anything else is a defect of ours.
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected' && !(outcome.reason instanceof AppError)) throw outcome.reason;
        }
        for (const text of await publicTexts()) office.assertReadBySomebodyElse(text);
      }
      const notices = await Notices.find().lean<NoticeRecord[]>();
      if (notices.some(({ publishedAt }) => publishedAt !== null)) reached.published += 1;
      if (notices.some(({ publishedAt, revision }) => publishedAt !== null && revision > 1)) reached.revised += 1;
      if (notices.some(({ status }) => status === 'withdrawn')) reached.withdrawn += 1;
    }),
    { numRuns: RUNS },
  );
  // The sequences do come through the gate: without that the test would prove nothing.
  process.stdout.write(`gate: ${RUNS} sequences, ${JSON.stringify(reached)}\n`);
  expect(Math.min(reached.published, reached.revised, reached.withdrawn)).toBeGreaterThan(RUNS / 20);
});
