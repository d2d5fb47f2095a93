import mongoose from 'mongoose';
import { aDraft } from '../../../test/factories';
import { startServer } from '../../../test/startServer';
import { testDatabaseUri, useTestDatabase } from '../../../test/testDatabase';
import { Notices } from '../../notices/model';
import { createAccount } from '../accounts/accounts';
import { finishAuditIntents } from './audited';
import { verifyTrail } from './chain';
import { Audit, Intents } from './model';

useTestDatabase();
jest.setTimeout(600_000);

const KILLS = 4;
const CLIENTS = 8;
const PASSWORD = 'a long password 1';

/** The address of this test's own database, for the server's process. */
function ownUri(): string {
  const uri = new URL(testDatabaseUri());
  uri.pathname = `/${mongoose.connection.name}`;
  return uri.href;
}

const post = async (origin: string, path: string, token: string | null, body: object) => {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};

/** Creates drafts and hands them in, one after the other, until the server is gone. */
async function work(origin: string, token: string, name: string, onAnswered: (id: string) => void): Promise<void> {
  for (let n = 1; ; n += 1) {
    try {
      const made = await post(origin, '/staff/notices', token, aDraft({ title: `${name}第${n}份` }));
      if (made.status === 201) onAnswered(made.body.id ?? '');
      await post(origin, `/staff/notices/${made.body.id}/submit`, token, { hash: made.body.hash });
    } catch {
      // Killed in the middle of this call.
      return;
    }
  }
}

test(`after ${KILLS} × kill -9 under a stream of changes every change is in the trail, or there as unknown`, async () => {
  await createAccount({ name: 'ed', role: 'editor', password: PASSWORD, oneTime: false }, new Date());
  const answered: string[] = [];
  for (let round = 1; round <= KILLS; round += 1) {
    const server = await startServer({ MONGODB_URI: ownUri(), DEMO: '', ROLES: 'web' });
    const { body } = await post(server.origin, '/staff/session', null, { name: 'ed', password: PASSWORD });
    // Killed while changes are under way: after so many answers, at whatever place the others are.
    const enough = answered.length + 20 * round;
    await new Promise<void>((killed, failed) => {
      const onAnswered = (id: string) => {
        if (answered.push(id) === enough) server.kill().then(killed, failed);
      };
      const token = body.token ?? '';
      for (let n = 1; n <= CLIENTS; n += 1) void work(server.origin, token, `第${round}轮${n}号`, onAnswered);
    });
  }
  const left = await Intents.countDocuments();
  await finishAuditIntents(new Date(Date.now() + 3600_000));
  expect(await Intents.countDocuments()).toBe(0);

  const entries = await Audit.find({ action: /^notice\./ }).lean();
  const of = (action: string, outcome: string) => entries.filter((e) => e.action === action && e.outcome === outcome);
  const created = new Set(of('notice.create', 'done').map(({ target }) => target));
  const notices = await Notices.find({ sample: false }, 'status').lean();
  // What was answered is recorded for sure; of what was not, the trail says that it may have been done.
  expect(answered.filter((id) => !created.has(id))).toEqual([]);
  const unrecorded = notices.filter(({ _id }) => !created.has(_id));
  expect(unrecorded.length).toBeLessThanOrEqual(of('notice.create', 'unknown').length);
  const submitted = new Set([...of('notice.submit', 'done'), ...of('notice.submit', 'unknown')].map((e) => e.target));
  expect(notices.filter(({ _id, status }) => status === 'submitted' && !submitted.has(_id))).toEqual([]);

  const report = await verifyTrail();
  expect(report).toMatchObject({ broken: null, entries: await Audit.countDocuments() });
  const unknown = entries.filter(({ outcome }) => outcome === 'unknown').length;
  process.stdout.write(
    `audit: ${KILLS} kills, ${notices.length} notices, ${report.entries} entries, ${left} intents left, ${unknown} unknown\n`,
  );
  expect(notices.length).toBeGreaterThan(100);
});
