import {
  accountEdit,
  accountInput,
  accountList,
  accountParams,
  accountResult,
  colleagueList,
  type AccountResult,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { presentChange } from '../../approvals';
import { route, type Guard, type Route } from '../../http';
import { listAccounts, presentDetail } from './accounts';
import { requestAccount, requestEdit, requestReset, type AccountOutcome } from './changes';
import { Staff, type StaffRecord } from './model';

const TAG = 'accounts';

async function presentOutcome({ accountId, change, oneTimePassword }: AccountOutcome): Promise<AccountResult> {
  const staff = await Staff.findById(accountId).lean<StaffRecord>();
  return { account: staff && presentDetail(staff), change: change && presentChange(change), oneTimePassword };
}

const describe = (outcome: AccountOutcome, what: object) => ({
  target: outcome.accountId,
  detail: [JSON.stringify(what), outcome.change && `待第二名管理员批准 ${outcome.change._id}`]
    .filter(Boolean)
    .join(' '),
});

/** Who the people are that notices and changes name by their ids; for everybody signed in. */
export function colleaguesRoute({ guard }: { guard: Guard<StaffAccount> }): Route {
  return route({
    method: 'get',
    path: '/staff/colleagues',
    summary: 'The names of all who have or had an account',
    tag: TAG,
    guard,
    response: colleagueList,
    handler: async () => ({ items: (await listAccounts()).map(({ id, name }) => ({ id, name })) }),
  });
}

/** Accounts of staff, for administrators. What concerns an administrator waits in `/staff/changes` for a second one. */
export function accountsRoutes({ guard }: { guard: Guard<StaffAccount> }): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/accounts',
      summary: 'All accounts by name',
      tag: TAG,
      guard,
      response: accountList,
      audit: 'staff.list',
      handler: async () => ({ items: await listAccounts() }),
    }),
    route({
      method: 'post',
      path: '/staff/accounts',
      summary: 'Make an account; answers its one-time password',
      tag: TAG,
      guard,
      body: accountInput,
      response: accountResult,
      audit: 'staff.create',
      handler: async ({ body, principal, note }) => {
        const outcome = await requestAccount(body, principal, new Date());
        note(describe(outcome, body));
        return presentOutcome(outcome);
      },
    }),
    route({
      method: 'put',
      path: '/staff/accounts/:id',
      summary: 'Set role, department and whether the account is disabled; a changed role or access ends its sessions',
      tag: TAG,
      guard,
      params: accountParams,
      body: accountEdit,
      response: accountResult,
      audit: 'staff.edit',
      handler: async ({ params, body, principal, note }) => {
        const outcome = await requestEdit(params.id, body, principal, new Date());
        note(describe(outcome, body));
        return presentOutcome(outcome);
      },
    }),
    route({
      method: 'post',
      path: '/staff/accounts/:id/reset',
      summary: 'Give a one-time password, take the second factor and end all sessions',
      tag: TAG,
      guard,
      params: accountParams,
      response: accountResult,
      audit: 'staff.reset',
      handler: async ({ params, principal, note }) => {
        const outcome = await requestReset(params.id, principal, new Date());
        note(describe(outcome, {}));
        return presentOutcome(outcome);
      },
    }),
  ];
}
