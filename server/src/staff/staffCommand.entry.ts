import { STAFF_ROLES, type StaffRole } from '@shuozhi/shared/api';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config';
import { withDatabase } from '../database';
import { AppError } from '../errors';
import { isStartupError } from '../runtime';
import { createAccount, listAccounts, resetAccount } from './accounts/accounts';
import { newPassword } from './accounts/passwords';
import { audited, COMMAND_ACTOR, verifyTrail } from './audit';

const USAGE = `用法：
  npm run staff -- create 姓名 --role ${STAFF_ROLES.join('|')}
                                                             新建账号，打印一次性密码
  npm run staff -- reset 姓名                                 重置密码和动态验证码
  npm run staff -- list                                       列出账号
  npm run staff -- verify-audit [--known 序号:校验值]         核对审计记录，打印最后一条的序号和校验值
`;

function printPassword(name: string, role: string, password: string): void {
  process.stdout.write(`账号 ${name}（${role}）\n一次性密码：${password}\n登录一次后请立即设置新密码。\n`);
}

async function create(name: string, role: StaffRole): Promise<void> {
  const password = newPassword();
  await audited(
    { actor: COMMAND_ACTOR, action: 'staff.create' },
    () => createAccount({ name, role, password, oneTime: true }, new Date()),
    (account) => ({ target: account?.id ?? null, detail: `${name} ${role}` }),
  );
  printPassword(name, role, password);
}

async function reset(name: string): Promise<void> {
  const password = newPassword();
  const account = await audited(
    { actor: COMMAND_ACTOR, action: 'staff.reset' },
    () => resetAccount(name, password),
    (done) => ({ target: done?.id ?? null, detail: name }),
  );
  printPassword(name, account.role, password);
}

const HEAD = /^(\d+):([0-9a-f]{64})$/;

/** @returns the exit code: 1 when the trail is not what was written */
async function verifyAudit(known: string | undefined): Promise<number> {
  const [, seq = '', hash = ''] = HEAD.exec(known ?? '') ?? [];
  const { entries, head, broken } = await verifyTrail(hash ? { seq: Number(seq), hash } : undefined);
  if (broken) {
    process.stderr.write(`审计记录不完整：${broken.why}（此前 ${entries} 条完好）\n`);
    return 1;
  }
  process.stdout.write(`审计记录 ${entries} 条，完好${head ? `；最后一条 ${head.seq}:${head.hash}` : ''}\n`);
  return 0;
}

async function list(): Promise<void> {
  const accounts = await listAccounts();
  process.stdout.write(accounts.map((account) => `${account.name}\t${account.role}\n`).join('') || '还没有账号\n');
}

const OPTIONS = { role: { type: 'string' }, known: { type: 'string' } } as const;

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [action, name] = positionals;
  const role = STAFF_ROLES.find((known) => known === values.role);
  const work =
    action === 'list'
      ? list
      : action === 'verify-audit' && (values.known === undefined || HEAD.test(values.known))
        ? () => verifyAudit(values.known)
        : action === 'reset' && name
          ? () => reset(name)
          : action === 'create' && name && name.length <= 40 && role
            ? () => create(name, role)
            : undefined;
  if (!work) {
    process.stderr.write(USAGE);
    return 2;
  }
  return (await withDatabase<number | void>(loadConfig(process.env), work)) ?? 0;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const plain = error instanceof AppError || isStartupError(error) || (error as Error).name === 'TypeError';
    process.stderr.write(`${plain ? (error as Error).message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
