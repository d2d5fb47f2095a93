import type { StaffAccount } from '@shuozhi/shared/api';
import fc from 'fast-check';
import { useTestDatabase } from '../../test/testDatabase';
import {
  approveChange,
  contentHash,
  kindOf,
  proposeChange,
  type AnyChangeKind,
  type ChangeRequest,
} from '../approvals';
import { returnChange } from '../approvals/changes';
import { ChangeRequests } from '../approvals/model';
import { AppError } from '../errors';
import { DUTY_CHANGE_KINDS } from '../escalation';
import { DutyPersons } from '../escalation/model';
import { proposeEdit, proposePerson, proposeRemoval } from '../escalation/personChanges';
import { elementsKind } from '../items';
import { Items, UNKNOWN_ELEMENTS } from '../items/model';
import { hotTopicsKind, wordGroupKind } from '../words';
import { proposeHotTopics, proposeWordGroup } from '../words/edit';
import { WordGroups, WordsState } from '../words/model';

useTestDatabase();
jest.setTimeout(300_000);

/** Random sequences tried, each of up to so many turns. */
const RUNS = 120;
const TURNS = 30;
const ITEM = '2020-1';
const now = new Date('2026-11-20T02:00:00Z');

/** Everybody may approve, so that only the gate stands in the way. */
const PEOPLE = ['A', 'B', 'C'] as const;
type Person = (typeof PEOPLE)[number];
const account = (id: Person): StaffAccount => ({ id, name: id, role: 'admin' });

const words = wordGroupKind(false);
const KINDS: readonly AnyChangeKind[] = [words, hotTopicsKind, elementsKind, ...DUTY_CHANGE_KINDS];

const MATTERS = ['words', 'duty', 'elements', 'hot'] as const;
type Matter = (typeof MATTERS)[number];
const ACTIONS = ['add', 'copy', 'edit', 'revert', 'remove', 'approve', 'approve', 'approve', 'return'] as const;
interface Step {
  person: Person;
  matter: Matter;
  action: (typeof ACTIONS)[number];
  pick: number;
  /** A copy says something of its own, too. */
  own: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  matter: fc.constantFrom(...MATTERS),
  action: fc.constantFrom(...ACTIONS),
  pick: fc.nat(5),
  own: fc.boolean(),
});
/** One step, or two at the same moment. */
const turn = fc.oneof({ weight: 3, arbitrary: fc.tuple(step) }, { weight: 1, arbitrary: fc.tuple(step, step) });

const MATTER_OF: Record<string, Matter> = {
  'words.group': 'words',
  'duty.person': 'duty',
  'items.elements': 'elements',
  'search.hot': 'hot',
};

/** Every payload as its text: the marks of who wrote it, `A1 B7`. */
interface Payload {
  group?: { words: string[] } | null;
  person?: { name: string; office: string };
  action?: string;
  changes?: { set: { place?: string | null } }[];
  topics?: { text: string }[];
}
function textOf({ payload }: Pick<ChangeRequest, 'payload'>): string {
  const { group, person, action, changes, topics } = payload as Payload;
  if (group) return group.words.join(' ');
  if (person) return action === 'remove' ? '' : `${person.name} ${person.office}`.trim();
  return changes?.[0]?.set.place ?? topics?.[0]?.text ?? '';
}

/** What is public of each matter, by what it is the text of. */
async function publicTexts(): Promise<Record<Matter, { id: string; text: string }[]>> {
  const [groups, persons, item, state] = await Promise.all([
    WordGroups.find().lean(),
    DutyPersons.find({ active: true }).lean(),
    Items.findById(ITEM).lean(),
    WordsState.findById('state').lean(),
  ]);
  const place = item?.elements.place;
  const hot = state?.hot?.[0]?.text;
  return {
    words: groups.map((group) => ({ id: group._id, text: group.words.join(' ') })),
    duty: persons.map(({ _id, name, office }) => ({ id: _id, text: `${name} ${office}`.trim() })),
    elements: place ? [{ id: ITEM, text: place }] : [],
    hot: hot ? [{ id: 'hot', text: hot }] : [],
  };
}

class Office {
  private written = 0;
  private readonly read = new Set<string>();
  private readonly approvals: { by: Person; text: string }[] = [];
  /** What was public at some time, to go back to. */
  private readonly past: Record<Matter, string[]> = { words: [], duty: [], elements: [], hot: [] };
  readonly applied = new Map<string, number>();

  private mark = (person: Person): string => `${person}${(this.written += 1)}`;

  private async write(matter: Matter, id: string | null, text: string, who: StaffAccount): Promise<unknown> {
    const [first = '', ...more] = text.split(' ');
    if (matter === 'words') {
      const group = { words: [first, ...more], means: ['正式名称'], loose: false };
      return proposeWordGroup(words, { id, group }, who, now);
    }
    if (matter === 'duty') {
      const person = { name: first, office: more.join(' '), phone: '0349-1234567', regions: [], order: 1 };
      return id === null ? proposePerson(person, who, now) : proposeEdit(id, person, who, now);
    }
    if (matter === 'hot') return proposeHotTopics({ topics: [{ text, months: [7] }] }, who, now);
    const before = (await Items.findById(ITEM).lean())?.elements.place ?? null;
    const changes = [{ id: ITEM, name: '某事项', columns: ['place'], before: { place: before }, set: { place: text } }];
    const target = `elements-${contentHash(changes).slice(0, 16)}`;
    return proposeChange(elementsKind, { target, payload: { changes } }, who, now);
  }

  async act({ person, matter, action, pick, own }: Step): Promise<void> {
    const who = account(person);
    const there = (await publicTexts())[matter];
    const known = there[pick % Math.max(there.length, 1)];
    const open = await ChangeRequests.find({ state: 'submitted' }).sort({ _id: 1 }).lean<ChangeRequest[]>();
    const mine = open.filter(({ kind }) => MATTER_OF[kind] === matter);
    const change = mine[pick % Math.max(mine.length, 1)];
    if (action === 'add') return void (await this.write(matter, null, this.mark(person), who));
    if (action === 'edit') {
      return void (known && (await this.write(matter, known.id, `${known.text} ${this.mark(person)}`, who)));
    }
    if (action === 'copy') {
      const text = change && textOf(change);
      if (!text) return;
      const there = change.base === null || matter === 'elements' ? null : change.target;
      return void (await this.write(matter, there, own ? `${text} ${this.mark(person)}` : text, who));
    }
    if (action === 'revert') {
      const text = this.past[matter][pick % Math.max(this.past[matter].length, 1)];
      return void (known && text && (await this.write(matter, known.id, text, who)));
    }
    if (action === 'remove') {
      if (!known) return;
      if (matter === 'words') await proposeWordGroup(words, { id: known.id, group: null }, who, now);
      if (matter === 'duty') await proposeRemoval(known.id, who, now);
      return;
    }
    if (!change) return;
    if (action === 'return') return void (await returnChange(kindOf(KINDS, change), change._id, '再看看', who, now));
    await approveChange(kindOf(KINDS, change), change._id, change.hash, who, now);
    this.approvals.push({ by: person, text: textOf(change) });
    this.applied.set(change.kind, (this.applied.get(change.kind) ?? 0) + 1);
  }

  /** Public only when somebody approved exactly it who had written nothing of what is new in it. */
  assertRead(matter: Matter, text: string): void {
    const marks = text.match(/[ABC]\d+/g) ?? [];
    expect(marks.length).toBeGreaterThan(0);
    const writers = new Set(marks.filter((mark) => !this.read.has(mark)).map((mark) => mark.charAt(0)));
    const approvals = this.approvals.filter((approval) => approval.text === text);
    if (writers.size > 0 && !approvals.some(({ by }) => !writers.has(by))) {
      throw new Error(`public without a second person: ${matter} ${text}`);
    }
    for (const mark of marks) this.read.add(mark);
    if (!this.past[matter].includes(text)) this.past[matter].push(text);
  }
}

async function begin(): Promise<void> {
  await Promise.all([
    ChangeRequests.deleteMany({}),
    WordGroups.deleteMany({}),
    WordsState.deleteMany({}),
    DutyPersons.deleteMany({}),
    Items.deleteMany({}),
  ]);
  const texts = { name: '某事项', type: '行政许可', department: '某局', handledBy: '某局' };
  const basis = { docNo: '测政发〔2020〕1号', title: '目录' };
  await Items.create({
    _id: ITEM,
    catalogue: '2020',
    no: 1,
    ...texts,
    basis,
    elements: UNKNOWN_ELEMENTS,
    updatedAt: now,
  });
}

test(`words, persons on duty and elements: nothing is public that one person alone wrote and read (${RUNS} sequences of up to ${TURNS} turns by three people)`, async () => {
  const reached: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: TURNS / 2, maxLength: TURNS, size: 'max' }), async (turns) => {
      await begin();
      const office = new Office();
      for (const steps of turns) {
        const outcomes = await Promise.allSettled(steps.map((each) => office.act(each)));
        // Whatever is refused is refused with a code; anything else is a defect of ours.
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected' && !(outcome.reason instanceof AppError)) throw outcome.reason;
        }
        const texts = await publicTexts();
        for (const matter of MATTERS) for (const { text } of texts[matter]) office.assertRead(matter, text);
      }
      for (const [kind, count] of office.applied) reached[kind] = (reached[kind] ?? 0) + count;
    }),
    { numRuns: RUNS },
  );
  // The sequences do come through the gate: without that the test would prove nothing.
  process.stdout.write(`changes: ${RUNS} sequences, approved ${JSON.stringify(reached)}\n`);
  for (const kind of Object.keys(MATTER_OF)) expect(reached[kind] ?? 0).toBeGreaterThan(RUNS / 20);
});
