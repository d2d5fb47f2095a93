import * as z from 'zod';
import { useTestDatabase } from '../../../test/testDatabase';
import { startTestServer, type TestServer } from '../../../test/testServer';
import { AppError } from '../../errors';
import { route, type Guard } from '../../http';
import { audited, finishAuditIntents } from './audited';
import { appendEntry, entryHash, trailHead, verifyTrail } from './chain';
import { listAudit } from './list';
import { Audit, Intents } from './model';
import { auditRoutes } from './routes';

useTestDatabase();

const ZHANG = { id: 's1', name: '张三', role: 'auditor', department: null } as const;
const guard: Guard<typeof ZHANG> = { scheme: 'staff', keyOf: ({ id }) => id, check: () => Promise.resolve(ZHANG) };
const params = z.object({ id: z.string() });
const ways: Record<string, () => Promise<void>> = {
  good: () => Promise.resolve(),
  refused: () => Promise.reject(new AppError('same_person')),
  broken: () => Promise.reject(new Error('the disk is full')),
};
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    routes: [
      route({
        method: 'post',
        path: '/things/:id',
        summary: '',
        tag: 'test',
        guard,
        params,
        audit: 'thing.change',
        handler: ({ params: { id }, note }) => {
          note({ detail: '=1+1' });
          return (ways[id] ?? ways.good)?.() ?? Promise.resolve();
        },
      }),
      ...auditRoutes({ guard: guard as never }),
    ],
  });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await Audit.deleteMany({});
  await Intents.deleteMany({});
});

const opening = (action = 'thing.change', target: string | null = null) => ({ actor: ZHANG, action, target });
const many = async (count: number) => {
  for (let n = 1; n <= count; n += 1) await audited(opening('thing.change', `t${n}`), () => Promise.resolve());
};
const items = async (query = {}) => (await listAudit({ limit: 100, ...query })).items;

test.each([
  ['good', 204, { outcome: 'done', code: null }],
  ['refused', 403, { outcome: 'refused', code: 'same_person' }],
  ['broken', 500, { outcome: 'failed', code: 'internal' }],
])(
  'a call that is %s is recorded with who, what, from where and the id that the server gave it',
  async (id, status, became) => {
    const answer = await server.call('post', `/things/${id}`, { headers: { 'x-request-id': 'chosen-by-caller' } });
    expect(answer.status).toBe(status);
    expect(await items()).toMatchObject([
      {
        actorId: 's1',
        actorName: '张三',
        action: 'thing.change',
        target: id,
        detail: '=1+1',
        ...became,
        address: '127.0.0.1',
        requestId: answer.headers.get('x-request-id'),
      },
    ]);
    expect(await Intents.countDocuments()).toBe(0);
  },
);

test('what a process was doing when it died is recorded as unknown, once, and what ended is not recorded twice', async () => {
  void audited(opening('notice.publish', 'n1'), () => new Promise(() => undefined));
  while ((await Intents.countDocuments()) === 0) await new Promise(setImmediate);
  const soon = new Date(Date.now() + 60_000);
  const later = new Date(Date.now() + 11 * 60_000);
  expect(await finishAuditIntents(soon)).toBe(0);
  expect(await finishAuditIntents(later)).toBe(1);
  expect(await finishAuditIntents(later)).toBe(0);
  expect(await items()).toMatchObject([{ action: 'notice.publish', target: 'n1', outcome: 'unknown' }]);

  // It died after the entry and before the intent was removed.
  await audited(opening('notice.submit'), () => Promise.resolve());
  const entry = await Audit.findOne({ action: 'notice.submit' }).lean();
  const { _id, at, actorId, actorName, action } = entry ?? ({} as never);
  await Intents.create({ _id, at, actorId, actorName, action });
  expect(await finishAuditIntents(later)).toBe(0);
  expect(await items({ action: 'notice.submit' })).toHaveLength(1);
  expect(await Intents.countDocuments()).toBe(0);
});

test('an action that cannot be announced in the trail does not begin', async () => {
  let begun = false;
  const work = () => Promise.resolve((begun = true));
  await expect(audited({ actor: { id: 's1', name: '' }, action: '' }, work)).rejects.toThrow(/required/);
  expect(begun).toBe(false);
});

test('forty at once stand in one chain without gaps; an entry given twice stands once', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => audited(opening('a', `t${n}`), () => Promise.resolve())));
  expect((await items()).map((entry) => entry.seq)).toEqual(Array.from({ length: 40 }, (_, n) => 40 - n));
  const {
    seq: _seq,
    previous: _previous,
    hash: _hash,
    ...same
  } = (await Audit.findOne({ seq: 7 }).lean()) ?? ({} as never);
  await appendEntry(same);
  expect(await verifyTrail()).toEqual({ entries: 40, head: await trailHead(), broken: null });
});

describe('the check of the trail finds', () => {
  beforeEach(() => many(5));

  test('a word that was changed', async () => {
    await Audit.updateOne({ seq: 3 }, { $set: { actorName: '李四' } });
    expect((await verifyTrail()).broken).toEqual({ seq: 3, why: '第 3 条的内容被改过' });
  });
  test('a word that was changed together with its hash', async () => {
    const entry = (await Audit.findOne({ seq: 3 }).lean()) ?? ({} as never);
    const forged = { ...entry, actorName: '李四' };
    await Audit.updateOne({ seq: 3 }, { $set: { actorName: '李四', hash: entryHash(forged) } });
    expect((await verifyTrail()).broken).toEqual({ seq: 4, why: '第 4 条与前一条对不上' });
  });
  test('an entry that was removed', async () => {
    await Audit.deleteOne({ seq: 2 });
    expect((await verifyTrail()).broken).toEqual({ seq: 2, why: '缺少第 2 条' });
  });
  test('an end that was cut off or written anew, when its head was noted', async () => {
    const head = await trailHead();
    expect((await verifyTrail(head ?? undefined)).broken).toBeNull();
    await Audit.deleteOne({ seq: 5 });
    expect((await verifyTrail()).broken).toBeNull();
    expect((await verifyTrail(head ?? undefined)).broken).toEqual({ seq: 5, why: '第 4 条之后的记录不见了' });
    await audited(opening('other'), () => Promise.resolve());
    expect((await verifyTrail(head ?? undefined)).broken).toEqual({ seq: 5, why: '第 5 条与记下的校验值不同' });
  });
});

test('the trail is filtered by person, action or family of actions, target, outcome and time, and paged', async () => {
  await many(3);
  await audited({ actor: { id: 's2', name: '李四' }, action: 'thing.read' }, () => Promise.resolve());
  await audited(opening('thingy.change'), () => Promise.resolve());
  const get = async (query: string) => (await server.call('get', `/staff/audit?${query}`)).body;
  const seqs = async (query: string) => (await get(query)).items.map((entry: { seq: number }) => entry.seq);
  expect(await seqs('actor=s2')).toEqual([4]);
  expect(await seqs('action=thing')).toEqual([4, 3, 2, 1]);
  expect(await seqs('action=thing.change')).toEqual([3, 2, 1]);
  expect(await seqs('target=t2')).toEqual([2]);
  expect(await seqs('outcome=refused')).toEqual([]);
  const at = (await get('target=t2')).items[0].at as string;
  expect(await seqs(`from=${at}`)).toEqual(expect.arrayContaining([5, 4, 3, 2]));
  expect(await seqs(`to=${at}`)).not.toContain(2);
  const first = await get('limit=2');
  expect(await seqs(`limit=3&cursor=${first.nextCursor}`)).toEqual([3, 2, 1]);
  expect((await server.call('get', '/staff/audit?cursor=x')).body.code).toBe('invalid_cursor');
});

test('the export is a table that no spreadsheet takes for formulas, and is recorded itself', async () => {
  await server.call('post', '/things/good');
  const answer = await server.call('get', '/staff/audit.csv?action=thing');
  expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
  const [head, row, ...rest] = (answer.body as string).trim().split('\n');
  expect(head).toContain('操作,对象,结果');
  expect(row).toContain("thing.change,good,done,,'=1+1,127.0.0.1");
  expect(rest).toEqual([]);
  expect((await items())[0]).toMatchObject({ action: 'audit.export', detail: '{"action":"thing"}', outcome: 'done' });
});
