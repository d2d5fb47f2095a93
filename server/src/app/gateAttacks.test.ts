import type { NoticeDraftInput } from '@shuozhi/shared/api';
import { startComposedServer, type ComposedServer } from '../../test/composedServer';
import { aDraft } from '../../test/factories';
import { syntheticGazette } from '../../test/gazettes/factories';
import { benchResident } from '../../test/push/pushTools';
import { auditTrail } from '../../test/auditTrail';
import { testConfig, type Answer } from '../../test/testServer';
import { useTestDatabase } from '../../test/testDatabase';
import { ChangeRequests } from '../approvals/model';
import { seedItems } from '../items';
import { Residents } from '../residents/model';
import { createAccount } from '../staff';
import { Staff } from '../staff/accounts/model';
import { signingKey, signToken } from '../tokens';

useTestDatabase();
jest.setTimeout(300_000);

let server: ComposedServer;
let resident: string;
beforeAll(async () => {
  await seedItems(new Date());
  server = await startComposedServer();
  await server.hire('ed', 'editor');
  await server.hire('ed2', 'editor');
  await server.hire('ap', 'approver');
  await server.hire('ap2', 'approver');
  await server.hire('pub', 'publisher');
  await server.hire('ad', 'admin');
  await server.hire('ad2', 'admin');
  await server.hire('au', 'auditor');
  const key = signingKey(testConfig().jwtSecret);
  await Residents.create({ _id: benchResident(0), openid: 'bench-0', createdAt: new Date() });
  resident = signToken(key, 'resident', benchResident(0), new Date());
});
afterAll(() => server.stop());

type Person = 'ed' | 'ed2' | 'ap' | 'ap2' | 'pub' | 'ad' | 'ad2' | 'au' | 'nobody';
const as = (person: Person, method: string, path: string, body?: object) => server.as(person, method, path, body);
const codeOf = ({ status, body }: Answer): [number, string | undefined] => [status, body?.code];

let count = 0;
const text = (more: Partial<NoticeDraftInput> = {}) => aDraft({ title: `关于第${(count += 1)}件事的通告`, ...more });
const path = (id: string, step = '') => `/staff/notices/${id}${step && `/${step}`}`;
const seen = async (id: string) => (await as('au', 'get', path(id))).body;

/** A notice that `by` wrote, as far as it was taken. */
async function notice(
  by: Person,
  until: 'draft' | 'submitted' | 'approved' | 'published',
  more?: Partial<NoticeDraftInput>,
) {
  const { body } = await as(by, 'post', '/staff/notices', text(more));
  const { id, hash } = body as { id: string; hash: string };
  if (until !== 'draft') await as(by, 'post', path(id, 'submit'), { hash });
  if (until === 'approved' || until === 'published') await as('ap2', 'post', path(id, 'approve'), { hash });
  if (until === 'published') await as(by, 'post', path(id, 'publish'), { hash });
  expect((await seen(id)).status).toBe(until);
  return { id, hash };
}

const SAME: [number, string] = [403, 'same_person'];
const FORBIDDEN: [number, string] = [403, 'forbidden'];
const CONFLICT: [number, string] = [409, 'conflict'];
const NOT_NOW: [number, string] = [409, 'transition_not_allowed'];
const INVALID: [number, string] = [400, 'invalid_input'];

const changeOf = async (id: string) => (await seen(id)).changes.at(-1);
const approveChange = (person: Person, change: { id: string; hash: string }) =>
  as(person, 'post', `/staff/changes/${change.id}/approve`, { hash: change.hash });

type Attack = [name: string, expected: [number, string], attack: () => Promise<Answer>];

/** What of the attacks' notices residents can see that nobody else read. */
async function assertNothingPublic(marker: string): Promise<void> {
  const list = await server.call('get', `/notices?limit=100`);
  expect(JSON.stringify(list.body)).not.toContain(marker);
}

const onNotices: Attack[] = [
  [
    'an editor approves their own text',
    FORBIDDEN,
    async () => {
      const { id, hash } = await notice('ed', 'submitted');
      return as('ed', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'an approver writes, a colleague hands in, the approver approves',
    SAME,
    async () => {
      const { id, hash } = await notice('ap', 'draft');
      await as('ed', 'post', path(id, 'submit'), { hash });
      return as('ap', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'an approver hands in a colleague’s draft and approves it',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      await as('ap', 'post', path(id, 'submit'), { hash });
      return as('ap', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'an approver edits a handed-in text, has it handed in again and approves',
    SAME,
    async () => {
      const { id } = await notice('ed', 'submitted');
      const { updatedAt } = await seen(id);
      const { body } = await as('ap', 'put', path(id), { draft: text(), baseUpdatedAt: updatedAt });
      await as('ed', 'post', path(id, 'submit'), { hash: body.hash });
      return as('ap', 'post', path(id, 'approve'), { hash: body.hash });
    },
  ],
  [
    'an approver saves one member of it and approves',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'submitted');
      const { body } = await as('ap', 'patch', path(id), { base: hash, draft: { summary: '打 0349-0000000' } });
      await as('ed', 'post', path(id, 'submit'), { hash: body.hash });
      return as('ap', 'post', path(id, 'approve'), { hash: body.hash });
    },
  ],
  [
    'an approver changes a text there and back and approves',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      const { body } = await as('ap', 'patch', path(id), { base: hash, draft: { summary: '别的' } });
      const back = await as('ap', 'patch', path(id), { base: body.hash, draft: { summary: null } });
      expect(back.body.hash).toBe(hash);
      await as('ed', 'post', path(id, 'submit'), { hash });
      return as('ap', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'a copy of an approver’s draft, handed in by a colleague, is approved by that approver',
    SAME,
    async () => {
      const { id } = await notice('ap', 'draft');
      const { body: copy } = await as('ed', 'post', path(id, 'duplicate'));
      await as('ed', 'post', path(copy.id, 'submit'), { hash: copy.hash });
      return as('ap', 'post', path(copy.id, 'approve'), { hash: copy.hash });
    },
  ],
  [
    'an approver approves a copy that they made',
    SAME,
    async () => {
      const { id } = await notice('ed', 'draft');
      const { body: copy } = await as('ap', 'post', path(id, 'duplicate'));
      await as('ed', 'post', path(copy.id, 'submit'), { hash: copy.hash });
      return as('ap', 'post', path(copy.id, 'approve'), { hash: copy.hash });
    },
  ],
  [
    'a draft is published',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      return as('ed', 'post', path(id, 'publish'), { hash });
    },
  ],
  [
    'a text that only waits is published',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'submitted');
      return as('pub', 'post', path(id, 'publish'), { hash });
    },
  ],
  [
    'a draft is approved',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      return as('ap', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'another hash than the approved one is published',
    CONFLICT,
    async () => {
      const { id } = await notice('ed', 'approved');
      return as('ed', 'post', path(id, 'publish'), { hash: 'a'.repeat(64) });
    },
  ],
  [
    'a text is edited after the approval and published',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'approved');
      const { body } = await as('ed', 'patch', path(id), { base: hash, draft: { title: '换掉的标题' } });
      return as('ed', 'post', path(id, 'publish'), { hash: body.hash });
    },
  ],
  [
    '… and edited back, and published with the approved hash',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'approved');
      const { draft } = await seen(id);
      const { body } = await as('ed', 'patch', path(id), { base: hash, draft: { title: '换掉的标题' } });
      const back = await as('ed', 'patch', path(id), { base: body.hash, draft: { title: draft.title } });
      expect(back.body.hash).toBe(hash);
      return as('ed', 'post', path(id, 'publish'), { hash });
    },
  ],
  [
    'the text is changed while an approver reads',
    CONFLICT,
    async () => {
      const { id, hash } = await notice('ed', 'submitted');
      const { body } = await as('ed', 'patch', path(id), { base: hash, draft: { title: '换掉的标题' } });
      await as('ed', 'post', path(id, 'submit'), { hash: body.hash });
      return as('ap', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'a returned text is published on the approval of before',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'approved');
      await as('ap', 'post', path(id, 'return'), { reason: '不行' });
      return as('ed', 'post', path(id, 'publish'), { hash });
    },
  ],
  [
    'a member that would skip the gate: status',
    INVALID,
    () => as('ed', 'post', '/staff/notices', { ...text(), status: 'approved' }),
  ],
  [
    'a member that would skip the gate: authors',
    INVALID,
    () => as('ed', 'post', '/staff/notices', { ...text(), authors: [] }),
  ],
  [
    'a member that would skip the gate: approvedBy',
    INVALID,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      return as('ed', 'patch', path(id), { base: hash, draft: { approvedBy: 'x' } });
    },
  ],
  [
    'a time of publishing that nobody reads',
    INVALID,
    async () => {
      const { id, hash } = await notice('ed', 'approved');
      return as('ed', 'post', path(id, 'publish'), { hash, at: '2030-01-01' });
    },
  ],
  [
    'a hash that is a query',
    INVALID,
    async () => {
      const { id } = await notice('ed', 'submitted');
      return as('ap', 'post', path(id, 'approve'), { hash: { $ne: null } });
    },
  ],
  [
    'a hash that is a list',
    INVALID,
    async () => {
      const { id, hash } = await notice('ed', 'submitted');
      return as('ap', 'post', path(id, 'approve'), { hash: [hash] });
    },
  ],
  ['an id that is a query', INVALID, () => as('ed', 'get', '/staff/notices/%7B%22%24ne%22%3Anull%7D')],
  ['a filter that is a query', INVALID, () => as('ed', 'get', '/staff/changes?kind[$ne]=x')],
  [
    'a publisher edits',
    FORBIDDEN,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      return as('pub', 'patch', path(id), { base: hash, draft: { title: '值班员的话' } });
    },
  ],
  [
    'a publisher approves',
    FORBIDDEN,
    async () => {
      const { id, hash } = await notice('ed', 'submitted');
      return as('pub', 'post', path(id, 'approve'), { hash });
    },
  ],
  [
    'an auditor hands in',
    FORBIDDEN,
    async () => {
      const { id, hash } = await notice('ed', 'draft');
      return as('au', 'post', path(id, 'submit'), { hash });
    },
  ],
  [
    'an editor returns a colleague’s text',
    FORBIDDEN,
    async () => {
      const { id } = await notice('ed', 'submitted');
      return as('ed2', 'post', path(id, 'return'), { reason: '不行' });
    },
  ],
  [
    'a resident comes with their token',
    [401, 'unauthorized'],
    () => server.call('get', '/staff/notices', { token: resident }),
  ],
  [
    'a public notice is deleted',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      return as('ed', 'delete', `${path(id)}?hash=${hash}`);
    },
  ],
  [
    'a public text is edited in place',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      return as('ed', 'patch', path(id), { base: hash, draft: { title: '暗中换掉' } });
    },
  ],
  [
    'a number in other brackets is another document',
    [409, 'duplicate_doc_no'],
    async () => {
      await notice('ed', 'draft', { docNo: '测攻发〔2026〕1号' });
      return as('ed', 'post', '/staff/notices', text({ docNo: ' 测攻发[2026]1\u200b号' }));
    },
  ],
  [
    'a title that nobody sees',
    INVALID,
    () => as('ed', 'post', '/staff/notices', { ...text(), title: '\u200b\u3164\u2060' }),
  ],
  [
    'a text that follows what is not public',
    INVALID,
    async () => {
      const alert = { topics: ['alert' as const], level: 'yellow' as const };
      const first = await notice('ed', 'draft', alert);
      const { id, hash } = await notice('ed', 'approved', { ...alert, level: 'red', follows: first.id });
      return as('ed', 'post', path(id, 'publish'), { hash, notify: false });
    },
  ],
];

const revision = (hash: string, more: object = {}) => ({
  base: hash,
  draft: text(more),
  major: true,
  changeNote: '有改动',
});
const onPublicOnes: Attack[] = [
  [
    'an editor approves their own revision',
    FORBIDDEN,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ed', 'post', path(id, 'revise'), revision(hash));
      return as('ed', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
    },
  ],
  [
    'an approver approves their own revision',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ap', 'post', path(id, 'revise'), revision(hash));
      return as('ap', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
    },
  ],
  [
    '… by the other way',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ap', 'post', path(id, 'revise'), revision(hash));
      return approveChange('ap', await changeOf(id));
    },
  ],
  [
    '… after a colleague brought the same with a comma more',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ap', 'post', path(id, 'revise'), revision(hash, { title: '暗中的话' }));
      await as('ed', 'post', path(id, 'revise'), revision(hash, { title: '暗中的话，' }));
      return as('ap', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
    },
  ],
  [
    '… after taking it back and having it brought by a colleague',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ap', 'post', path(id, 'revise'), revision(hash, { title: '暗中的话' }));
      await as('ap', 'post', `/staff/changes/${(await changeOf(id)).id}/return`, { reason: '收回' });
      await as('ed', 'post', path(id, 'revise'), revision(hash, { title: '暗中的话' }));
      return as('ap', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
    },
  ],
  [
    'a revision swapped after it was read',
    CONFLICT,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ed', 'post', path(id, 'revise'), revision(hash, { title: '读过的话' }));
      const read = await changeOf(id);
      await as('ed', 'post', path(id, 'revise'), revision(hash, { title: '换上的话' }));
      const answer = await as('ap', 'post', path(id, 'approve'), { hash: read.hash });
      expect(answer.body.errors).toMatchObject([{ path: 'draft.title' }]);
      return answer;
    },
  ],
  [
    '… by the other way',
    CONFLICT,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ed', 'post', path(id, 'revise'), revision(hash));
      const read = await changeOf(id);
      await as('ed', 'post', path(id, 'revise'), revision(hash));
      return approveChange('ap', read);
    },
  ],
  [
    'another level in silence',
    INVALID,
    async () => {
      const alert = { topics: ['alert' as const], level: 'yellow' as const };
      const { id, hash } = await notice('ed', 'published', alert);
      return as('ed', 'post', path(id, 'revise'), { ...revision(hash, { ...alert, level: 'red' }), major: false });
    },
  ],
  [
    'a revision of a text that is not the public one',
    CONFLICT,
    async () => {
      const { id } = await notice('ed', 'published');
      return as('ed', 'post', path(id, 'revise'), revision('b'.repeat(64)));
    },
  ],
  [
    'a publisher withdraws alone',
    FORBIDDEN,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('pub', 'post', path(id, 'withdraw'), { hash, reason: '重复发布' });
      return as('pub', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
    },
  ],
  [
    'an approver withdraws alone',
    SAME,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ap', 'post', path(id, 'withdraw'), { hash, reason: '打 0349-0000000 有奖' });
      return as('ap', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
    },
  ],
  [
    'the reason of a withdrawal swapped after it was read',
    CONFLICT,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ed', 'post', path(id, 'withdraw'), { hash, reason: '内容有误，正在更正' });
      const read = await changeOf(id);
      await as('ed', 'post', path(id, 'withdraw'), { hash, reason: '打 0349-0000000 有奖' });
      return as('ap', 'post', path(id, 'approve'), { hash: read.hash });
    },
  ],
  [
    'a withdrawn notice is published again',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ed', 'post', path(id, 'withdraw'), { hash, reason: '重复发布' });
      await as('ap', 'post', path(id, 'approve'), { hash: (await changeOf(id)).hash });
      return as('ed', 'post', path(id, 'publish'), { hash });
    },
  ],
  [
    'an approved revision is approved again',
    NOT_NOW,
    async () => {
      const { id, hash } = await notice('ed', 'published');
      await as('ed', 'post', path(id, 'revise'), revision(hash));
      const change = await changeOf(id);
      await approveChange('ap', change);
      return approveChange('ap2', change);
    },
  ],
];

const table = (place: string) => ({
  format: 'csv',
  content: Buffer.from(`编号,办理地点\n283,${place}\n`).toString('base64'),
  dryRun: false,
});
const group = (...words: string[]) => ({ words, means: ['正式名称'] });
const onWordsAndItems: Attack[] = [
  [
    'an editor approves their own words',
    FORBIDDEN,
    async () => approveChange('ed', (await as('ed', 'post', '/staff/words', group('甲一'))).body),
  ],
  [
    'an administrator approves their own words',
    SAME,
    async () => approveChange('ad', (await as('ad', 'post', '/staff/words', group('甲二'))).body),
  ],
  [
    '… a colleague’s copy of them',
    SAME,
    async () => {
      await as('ad', 'post', '/staff/words', group('甲三', '甲四'));
      return approveChange('ad', (await as('ed', 'post', '/staff/words', group('甲四', '甲五'))).body);
    },
  ],
  [
    '… after taking them back',
    SAME,
    async () => {
      const { body } = await as('ad', 'post', '/staff/words', group('甲六'));
      await as('ad', 'post', `/staff/changes/${body.id}/return`, { reason: '收回' });
      return approveChange('ad', (await as('ed', 'post', '/staff/words', group('甲六'))).body);
    },
  ],
  [
    'an administrator approves what a colleague put on top of their hot topics',
    SAME,
    async () => {
      await as('ad', 'put', '/staff/search/hot', { topics: [{ text: '暗中的话题', months: [1] }] });
      const other = await as('ed', 'put', '/staff/search/hot', { topics: [{ text: '暗中的话题', months: [2] }] });
      return approveChange('ad', other.body);
    },
  ],
  [
    'hot topics swapped after they were read',
    CONFLICT,
    async () => {
      const read = await as('ed', 'put', '/staff/search/hot', { topics: [{ text: '读过的', months: [1] }] });
      await as('ed', 'put', '/staff/search/hot', { topics: [{ text: '换上的', months: [1] }] });
      return approveChange('ap', read.body);
    },
  ],
  [
    'an editor approves their own elements',
    FORBIDDEN,
    async () => approveChange('ed', (await as('ed', 'post', '/staff/items/elements', table('一楼'))).body.change),
  ],
  [
    'an administrator approves a colleague’s table for a cell that they wrote',
    SAME,
    async () => {
      await as('ad', 'post', '/staff/items/elements', table('二楼'));
      return approveChange('ad', (await as('ed', 'post', '/staff/items/elements', table('二楼。'))).body.change);
    },
  ],
  ['a publisher on duty writes words', FORBIDDEN, () => as('pub', 'post', '/staff/words', group('甲七'))],
  [
    'a change is approved by an object',
    INVALID,
    async () => {
      const { body } = await as('ed', 'post', '/staff/words', group('甲八'));
      return as('ap', 'post', `/staff/changes/${body.id}/approve`, { hash: { $gt: '' } });
    },
  ],
];

const person = (more: object = {}) => ({
  name: `值班${(count += 1)}`,
  office: '应急管理局',
  phone: '0349-1234567',
  regions: [],
  order: 1,
  ...more,
});
async function onDuty(): Promise<string> {
  const { body } = await as('ap2', 'post', '/staff/duty', person());
  await approveChange('ad2', body);
  return body.target as string;
}
const claim = (code: string) => server.call('post', '/me/duty', { token: resident, body: { code } });
const bindingOf = async (id: string) =>
  (await as('au', 'get', `/staff/changes?target=${id}&kind=duty.binding&state=submitted`)).body.items[0];

const onDutyList: Attack[] = [
  [
    'an approver puts somebody on duty alone',
    SAME,
    async () => approveChange('ap', (await as('ap', 'post', '/staff/duty', person())).body),
  ],
  [
    '… a colleague’s copy with another number',
    SAME,
    async () => {
      const wanted = person();
      await as('ap', 'post', '/staff/duty', wanted);
      return approveChange('ap', (await as('pub', 'post', '/staff/duty', { ...wanted, phone: '0349-9999999' })).body);
    },
  ],
  ['an editor puts somebody on duty', FORBIDDEN, () => as('ed', 'post', '/staff/duty', person())],
  [
    'an approver changes a number alone',
    SAME,
    async () => approveChange('ap', (await as('ap', 'put', `/staff/duty/${await onDuty()}`, person())).body),
  ],
  [
    'an approver takes somebody off duty alone',
    SAME,
    async () => approveChange('ap', (await as('ap', 'delete', `/staff/duty/${await onDuty()}`)).body),
  ],
  ['an editor makes a binding code', FORBIDDEN, async () => as('ed', 'post', `/staff/duty/${await onDuty()}/code`)],
  [
    'who made the code approves the binding',
    SAME,
    async () => {
      const id = await onDuty();
      await claim((await as('ap', 'post', `/staff/duty/${id}/code`)).body.code);
      return approveChange('ap', await bindingOf(id));
    },
  ],
  [
    'a code is used twice',
    [404, 'not_found'],
    async () => {
      const { code } = (await as('ap', 'post', `/staff/duty/${await onDuty()}/code`)).body;
      await claim(code);
      return claim(code);
    },
  ],
  [
    'a binding of somebody who was taken off duty meanwhile is approved',
    CONFLICT,
    async () => {
      const id = await onDuty();
      await claim((await as('ap', 'post', `/staff/duty/${id}/code`)).body.code);
      const binding = await bindingOf(id);
      await approveChange('ap2', (await as('ap', 'delete', `/staff/duty/${id}`)).body);
      return approveChange('ap2', binding);
    },
  ],
  [
    'a code for somebody who is gone',
    [404, 'not_found'],
    async () => {
      const id = await onDuty();
      await approveChange('ap2', (await as('ap', 'delete', `/staff/duty/${id}`)).body);
      return as('ap', 'post', `/staff/duty/${id}/code`);
    },
  ],
  [
    'an auditor reads the list, and it is recorded',
    [200, 'recorded'],
    async () => {
      const { status } = await as('au', 'get', '/staff/duty');
      const [last] = (await auditTrail()).filter(({ action }) => action === 'duty.read').slice(-1);
      return { status, headers: new Headers(), body: { code: last?.actorName === 'au' ? 'recorded' : 'missing' } };
    },
  ],
  [
    'an editor reads numbers in the requests, and it is recorded',
    [200, 'recorded'],
    async () => {
      const { body } = await as('ap', 'post', '/staff/duty', person());
      const { status } = await as('ed', 'get', `/staff/changes/${body.id}`);
      const [last] = (await auditTrail(body.target)).filter(({ action }) => action === 'change.read');
      return { status, headers: new Headers(), body: { code: last?.actorName === 'ed' ? 'recorded' : 'missing' } };
    },
  ],
];

const accountOf = (role: string, more: object = {}) => ({
  name: `新人${(count += 1)}`,
  role,
  department: null,
  ...more,
});
const editOf = (role: string, disabled = false) => ({ role, department: null, disabled });
/** An administrator’s request that waits instead of being done. */
const waits = (answer: Answer): Answer => ({ ...answer, body: { code: answer.body.change?.state ?? 'done' } });
const WAITS: [number, string] = [200, 'submitted'];
const PASSWORD = 'Kiefer-Ufer 7 Zange';
const login = async (name: string, password: string) =>
  (await server.call('post', '/staff/session', { body: { name, password } })).body.token as string;

const onAccounts: Attack[] = [
  [
    'an administrator makes an approver alone',
    WAITS,
    async () => waits(await as('ad', 'post', '/staff/accounts', accountOf('approver'))),
  ],
  [
    'an administrator makes a publisher alone',
    WAITS,
    async () => waits(await as('ad', 'post', '/staff/accounts', accountOf('publisher'))),
  ],
  [
    'an administrator makes an administrator alone',
    WAITS,
    async () => waits(await as('ad', 'post', '/staff/accounts', accountOf('admin'))),
  ],
  [
    '… and approves it',
    SAME,
    async () => approveChange('ad', (await as('ad', 'post', '/staff/accounts', accountOf('approver'))).body.change),
  ],
  [
    'an approver approves an account',
    FORBIDDEN,
    async () => approveChange('ap', (await as('ad', 'post', '/staff/accounts', accountOf('approver'))).body.change),
  ],
  [
    'an approver gives an account back',
    FORBIDDEN,
    async () => {
      const { body } = await as('ad', 'post', '/staff/accounts', accountOf('approver'));
      return as('ap', 'post', `/staff/changes/${body.change.id}/return`, { reason: '不要' });
    },
  ],
  [
    'an administrator makes an approver of an editor',
    WAITS,
    async () => waits(await as('ad', 'put', `/staff/accounts/${server.idOf('ed2')}`, editOf('approver'))),
  ],
  [
    'an administrator makes an editor of themselves',
    WAITS,
    async () => waits(await as('ad', 'put', `/staff/accounts/${server.idOf('ad')}`, editOf('editor'))),
  ],
  [
    'an administrator closes a colleague out',
    WAITS,
    async () => waits(await as('ad', 'put', `/staff/accounts/${server.idOf('ad2')}`, editOf('admin', true))),
  ],
  [
    'an administrator resets an approver alone',
    WAITS,
    async () => waits(await as('ad', 'post', `/staff/accounts/${server.idOf('ap')}/reset`)),
  ],
  [
    'an administrator draws the password that another may draw',
    WAITS,
    async () => {
      const { body } = await as('ad', 'post', '/staff/accounts', accountOf('approver'));
      await approveChange('ad2', body.change);
      const drawn = await as('ad2', 'post', `/staff/accounts/${body.change.target}/reset`);
      expect(drawn.body.oneTimePassword).toBeNull();
      return waits(drawn);
    },
  ],
  [
    'an administrator opens a closed approver alone',
    WAITS,
    async () => {
      const { id } = await createAccount(
        { name: accountOf('x').name, role: 'approver', password: PASSWORD, oneTime: false },
        new Date(),
      );
      await as('ad', 'put', `/staff/accounts/${id}`, editOf('approver', true));
      return waits(await as('ad', 'put', `/staff/accounts/${id}`, editOf('approver')));
    },
  ],
  [
    'an administrator writes as an editor whom they made, and approves',
    SAME,
    async () => {
      const { body } = await as('ad', 'post', '/staff/accounts', accountOf('editor'));
      const token = await login(body.account.name, body.oneTimePassword);
      await server.call('post', '/staff/password', { token, body: { current: body.oneTimePassword, next: PASSWORD } });
      const { body: made } = await server.call('post', '/staff/notices', {
        token,
        body: text({ title: '管理员一人的话' }),
      });
      await server.call('post', path(made.id, 'submit'), { token, body: { hash: made.hash } });
      return as('ad', 'post', path(made.id, 'approve'), { hash: made.hash });
    },
  ],
  [
    '… as an editor whom they reset',
    SAME,
    async () => {
      const { id, name } = await createAccount(
        { name: accountOf('x').name, role: 'editor', password: PASSWORD, oneTime: false },
        new Date(),
      );
      const { body } = await as('ad', 'post', `/staff/accounts/${id}/reset`);
      const token = await login(name, body.oneTimePassword);
      await server.call('post', '/staff/password', { token, body: { current: body.oneTimePassword, next: PASSWORD } });
      const { body: words } = await server.call('post', '/staff/words', { token, body: group(`乙${(count += 1)}`) });
      return approveChange('ad', words);
    },
  ],
  [
    'a one-time password is used to hand in',
    [403, 'password_change_required'],
    async () => {
      const { body } = await as('ad', 'post', '/staff/accounts', accountOf('editor'));
      const token = await login(body.account.name, body.oneTimePassword);
      const { id, hash } = await notice('ed', 'draft');
      return server.call('post', path(id, 'submit'), { token, body: { hash } });
    },
  ],
  ['an approver keeps accounts', FORBIDDEN, () => as('ap', 'post', '/staff/accounts', accountOf('editor'))],
  ['an auditor keeps accounts', FORBIDDEN, () => as('au', 'post', '/staff/accounts', accountOf('editor'))],
  ['an editor reads the accounts', FORBIDDEN, () => as('ed', 'get', '/staff/accounts')],
  ['an editor reads the trail', FORBIDDEN, () => as('ed', 'get', '/staff/audit')],
  [
    'an account with an id of one’s own choice',
    INVALID,
    () => as('ad', 'post', '/staff/accounts', accountOf('editor', { id: 'command' })),
  ],
  [
    'a second account of a name that looks the same',
    CONFLICT,
    () => as('ad', 'post', '/staff/accounts', accountOf('editor', { name: 'a\u200bp ' })),
  ],
  [
    'a closed account goes on',
    [401, 'unauthorized'],
    async () => {
      await server.hire('gone', 'editor');
      await Staff.updateOne({ _id: server.idOf('gone') }, { $set: { disabled: true } });
      return server.as('gone', 'get', '/staff/notices');
    },
  ],
];

describe.each([
  ['notices', onNotices],
  ['public notices', onPublicOnes],
  ['words and elements', onWordsAndItems],
  ['persons on duty', onDutyList],
  ['accounts', onAccounts],
])('attacks on %s', (_what, attacks) => {
  test.each(attacks)('%s', async (_name, expected, attack) => {
    expect(codeOf(await attack())).toEqual(expected);
  });
});

test('after all of that residents see nothing of it', async () => {
  for (const marker of ['暗中', '换上', '换掉', '0349-0000000', '管理员一人', '值班员的话'])
    await assertNothingPublic(marker);
  expect(await ChangeRequests.countDocuments({ state: 'approved' })).toBe(0);
});

test('who brought a file is an author of what a colleague accepts', async () => {
  const form = new FormData();
  form.append('file', new Blob([syntheticGazette()]), '公报.txt');
  const response = await fetch(`${server.origin}/api/v1/staff/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.tokenOf('ad')}` },
    body: form,
  });
  const { id } = (await response.json()) as { id: string };
  const { body } = await as('ed', 'post', `/staff/imports/${id}/accept`, { documents: [0] });
  const { noticeId } = body.results[0];
  const { hash } = await seen(noticeId);
  await as('ed', 'post', path(noticeId, 'submit'), { hash, confirmReviewed: true });
  expect(codeOf(await as('ad', 'post', path(noticeId, 'approve'), { hash }))).toEqual(SAME);
});

test('races: what is public afterwards is what the approver read', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, hash } = await notice('ed', 'submitted');
    const { draft } = await seen(id);
    await Promise.all([
      as('ap', 'post', path(id, 'approve'), { hash }),
      as('ed', 'patch', path(id), { base: hash, draft: { title: '竞争中换上的话' } }),
      as('ed', 'post', path(id, 'publish'), { hash }),
    ]);
    await Promise.all([
      as('ed', 'post', path(id, 'publish'), { hash }),
      as('pub', 'post', path(id, 'publish'), { hash }),
    ]);
    const { status, draft: now } = await seen(id);
    if (status === 'published') expect(now.title).toBe(draft.title);
  }
  await assertNothingPublic('竞争中');
});
