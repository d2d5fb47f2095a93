import { STAFF_ROLES, type StaffRole } from '@shuozhi/shared/api';
import { createAccount } from '../src/staff';
import type { TestServer } from './testServer';

const PASSWORD = 'a long password 1';

/** A member of staff of each role, named after it, and their tokens; the server must have the staff's routes. */
export async function staffTokens(server: TestServer): Promise<Record<StaffRole, string>> {
  const tokens = {} as Record<StaffRole, string>;
  for (const role of STAFF_ROLES) {
    await createAccount({ name: role, role, password: PASSWORD, oneTime: false }, new Date());
    const { body } = await server.call('post', '/staff/session', { body: { name: role, password: PASSWORD } });
    tokens[role] = body.token as string;
  }
  return tokens;
}
