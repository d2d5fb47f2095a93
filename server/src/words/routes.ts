import {
  changeRequest,
  hotTopicsInput,
  wordGroupInput,
  wordGroupList,
  wordGroupParams,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { presentChange } from '../approvals';
import { route, type Guard, type Route } from '../http';
import { listWordGroups, proposeHotTopics, proposeWordGroup, type wordGroupKind } from './edit';

const TAG = 'words';

interface WordsDeps {
  guard: Guard<StaffAccount>;
  groupKind: ReturnType<typeof wordGroupKind>;
  /** Called after a change applied at once: caches and the index of notices follow. */
  onApplied: () => Promise<unknown>;
}

/** Staff calls on the vocabulary of search; each edit is a change request. */
export function wordsRoutes({ guard, groupKind, onApplied }: WordsDeps): Route[] {
  /** What the audit says, and what follows, depends on whether one person was enough. */
  const proposed = async (
    change: Awaited<ReturnType<typeof proposeWordGroup>>,
    note: (more: { target: string; detail: string }) => void,
  ) => {
    const applied = change.state === 'applied';
    note({ target: change.target, detail: applied ? '按配置一人生效' : `待审批 ${change._id}` });
    if (applied) await onApplied();
    return presentChange(change);
  };

  return [
    route({
      method: 'get',
      path: '/staff/words',
      summary: 'Word groups that staff added to the vocabulary of search',
      tag: TAG,
      guard,
      response: wordGroupList,
      handler: async () => ({ items: await listWordGroups() }),
    }),
    route({
      method: 'post',
      path: '/staff/words',
      summary: 'Propose a word group; `target` of the answer is its id',
      tag: TAG,
      guard,
      body: wordGroupInput,
      response: changeRequest,
      status: 201,
      audit: 'words.add',
      handler: async ({ body: group, principal, note }) =>
        proposed(await proposeWordGroup(groupKind, { id: null, group }, principal, new Date()), note),
    }),
    route({
      method: 'put',
      path: '/staff/words/:id',
      summary: 'Propose to replace a word group',
      tag: TAG,
      guard,
      params: wordGroupParams,
      body: wordGroupInput,
      response: changeRequest,
      audit: 'words.change',
      handler: async ({ params, body: group, principal, note }) =>
        proposed(await proposeWordGroup(groupKind, { ...params, group }, principal, new Date()), note),
    }),
    route({
      method: 'delete',
      path: '/staff/words/:id',
      summary: 'Propose to take a word group out',
      tag: TAG,
      guard,
      params: wordGroupParams,
      response: changeRequest,
      audit: 'words.remove',
      handler: async ({ params, principal, note }) =>
        proposed(await proposeWordGroup(groupKind, { ...params, group: null }, principal, new Date()), note),
    }),
    route({
      method: 'put',
      path: '/staff/search/hot',
      summary: 'Propose the topics of the empty search box',
      tag: TAG,
      guard,
      body: hotTopicsInput,
      response: changeRequest,
      audit: 'search.hot',
      handler: async ({ body, principal, note }) => proposed(await proposeHotTopics(body, principal, new Date()), note),
    }),
  ];
}
