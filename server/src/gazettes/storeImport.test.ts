import { auditTrail } from '../../test/auditTrail';
import { approver } from '../../test/noticeSteps';
import { useTestDatabase } from '../../test/testDatabase';
import { listForStaff } from '../notices';
import { createAccount, ensureDemoStaff } from '../staff';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { syntheticGazette } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import { cityProfile } from './profile';
import { storeImport } from './storeImport';

useTestDatabase();

const now = new Date('2026-11-20T02:00:00Z');
const { documents } = parseGazette(syntheticGazette(), cityProfile);
const statuses = async () => (await listForStaff({ limit: 50 }, approver)).items.map((notice) => notice.status);

test('the command publishes only while nobody but the demo has an account, and is recorded', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'store-'));
  try {
    await ensureDemoStaff(dataDir, now);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
  const [first, ...rest] = documents;
  if (!first) throw new Error('an empty gazette');
  expect(await storeImport([first], true, now)).toMatchObject([{ published: true }]);

  await createAccount({ name: '张三', role: 'editor', password: 'a long password 1', oneTime: false }, now);
  await expect(storeImport(rest, true, now)).rejects.toThrow('--publish 只用于初次建库');
  expect(await statuses()).toEqual(['published']);
  expect(await storeImport(rest, false, now)).toMatchObject(rest.map(() => ({ published: false })));
  expect((await auditTrail()).map(({ action, actorName, detail }) => [action, actorName, detail]).sort()).toEqual([
    ['gazette.import', '命令行', `${rest.length} 份，已发布 0 份`],
    ['gazette.publish', '命令行', '1 份，已发布 1 份'],
  ]);
});
