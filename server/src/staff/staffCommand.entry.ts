import { STAFF_ROLES, type StaffRole } from '@shuozhi/shared/api';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config';
import { withDatabase } from '../database';
import { AppError } from '../errors';
import { isStartupError } from '../runtime';
import { createAccount, listAccounts, newPassword, resetAccount } from './accounts';
import { audit, COMMAND_ACTOR } from './audit';

const USAGE = `用法：
  npm run staff -- create 姓名 --role editor|approver|admin   新建账号，打印一次性密码
  npm run staff -- reset 姓名                                 重置密码并解锁
  npm run staff -- list                                       列出账号
`;

function printPassword(name: string, role: string, password: string): void {
  process.stdout.write(`账号 ${name}（${role}）\n一次性密码：${password}\n登录一次后请立即设置新密码。\n`);
}

async function create(name: string, role: StaffRole): Promise<void> {
  const password = newPassword();
  const account = await createAccount({ name, role, password, oneTime: true }, new Date());
  await audit({ actor: COMMAND_ACTOR, action: 'staff.create', target: account.id, detail: `${name} ${role}` });
  printPassword(name, role, password);
}

async function reset(name: string): Promise<void> {
  const password = newPassword();
  const account = await resetAccount(name, password, new Date());
  await audit({ actor: COMMAND_ACTOR, action: 'staff.reset', target: account.id, detail: name });
  printPassword(name, account.role, password);
}

async function list(): Promise<void> {
  const accounts = await listAccounts();
  process.stdout.write(accounts.map((account) => `${account.name}\t${account.role}\n`).join('') || '还没有账号\n');
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { role: { type: 'string' } } });
  const [action, name] = positionals;
  const role = STAFF_ROLES.find((known) => known === values.role);
  const work =
    action === 'list'
      ? list
      : action === 'reset' && name
        ? () => reset(name)
        : action === 'create' && name && name.length <= 40 && role
          ? () => create(name, role)
          : undefined;
  if (!work) {
    process.stderr.write(USAGE);
    return 2;
  }
  await withDatabase(loadConfig(process.env), work);
  return 0;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const plain = error instanceof AppError || isStartupError(error) || (error as Error).name === 'TypeError';
    process.stderr.write(`${plain ? (error as Error).message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
