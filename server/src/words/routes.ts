import {
  hotTopicsInput,
  wordGroup,
  wordGroupInput,
  wordGroupList,
  wordGroupParams,
  type StaffAccount,
} from '@shuozhi/shared/api';
import { route, type Guard, type Route } from '../http';
import { listWordGroups, removeWordGroup, saveWordGroup, setHotTopics } from './edit';

const TAG = 'words';

interface WordsDeps {
  guard: Guard<StaffAccount>;
  /** Called after an edit: the index of notices follows. */
  onEdited: () => Promise<unknown>;
}

/** Staff calls on the vocabulary of search. */
export function wordsRoutes({ guard, onEdited }: WordsDeps): Route[] {
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
      summary: 'Add a word group',
      tag: TAG,
      guard,
      body: wordGroupInput,
      response: wordGroup,
      status: 201,
      audit: 'words.add',
      handler: async ({ body, principal }) => {
        const saved = await saveWordGroup(null, body, principal.name, new Date());
        await onEdited();
        return saved;
      },
    }),
    route({
      method: 'put',
      path: '/staff/words/:id',
      summary: 'Replace a word group',
      tag: TAG,
      guard,
      params: wordGroupParams,
      body: wordGroupInput,
      response: wordGroup,
      audit: 'words.change',
      handler: async ({ params, body, principal }) => {
        const saved = await saveWordGroup(params.id, body, principal.name, new Date());
        await onEdited();
        return saved;
      },
    }),
    route({
      method: 'delete',
      path: '/staff/words/:id',
      summary: 'Take a word group out',
      tag: TAG,
      guard,
      params: wordGroupParams,
      audit: 'words.remove',
      handler: async ({ params }) => {
        await removeWordGroup(params.id);
        await onEdited();
      },
    }),
    route({
      method: 'put',
      path: '/staff/search/hot',
      summary: 'Set the topics of the empty search box',
      tag: TAG,
      guard,
      body: hotTopicsInput,
      audit: 'search.hot',
      handler: async ({ body }) => {
        await setHotTopics(body.topics);
        await onEdited();
      },
    }),
  ];
}
