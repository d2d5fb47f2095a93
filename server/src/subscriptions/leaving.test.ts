import { useTestDatabase } from '../../test/testDatabase';
import { DEMO_TEMPLATES } from '../config/templates';
import { applyConsentEvent } from './consentEvents';
import { Subscriptions } from './model';
import { deleteSubscription, ensureSubscription, whilePresent } from './saveSubscription';

useTestDatabase();
beforeEach(() => Subscriptions.deleteMany({}));

/** A resident who leaves right before the `nth` time somebody asks for them. */
function leavingBefore(nth: number): (residentId: string) => Promise<string | null> {
  let asked = 0;
  return async (residentId) => {
    asked += 1;
    if (asked === nth) await deleteSubscription(residentId);
    return asked < nth ? 'openid-zhang' : null;
  };
}
const save = (openid: string) => ensureSubscription('zhang', openid);
const kept = () => Subscriptions.countDocuments({});

test('who stays is written down', async () => {
  expect(await whilePresent('zhang', leavingBefore(3), save)).toMatchObject({ openid: 'openid-zhang' });
  expect(await kept()).toBe(1);
});

test.each([
  ['before', leavingBefore(1)],
  ['while', leavingBefore(2)],
])('who leaves %s something is saved leaves nothing behind', async (_when, openidOf) => {
  await expect(whilePresent('zhang', openidOf, save)).rejects.toMatchObject({ code: 'unauthorized' });
  expect(await kept()).toBe(0);
});

test('what is saved after the removal is taken back', async () => {
  const asked: string[] = [];
  const openidOf = async () => (asked.push('') === 1 ? 'openid-zhang' : null);
  await expect(whilePresent('zhang', openidOf, save)).rejects.toMatchObject({ code: 'unauthorized' });
  expect(await kept()).toBe(0);
});

test('a consent of somebody who left meanwhile is forgotten', async () => {
  const answers = ['zhang', null];
  await applyConsentEvent(
    {
      id: 'event-1',
      type: 'subscribe_msg_popup_event',
      openid: 'openid-zhang',
      at: new Date(),
      items: [{ templateId: DEMO_TEMPLATES.notice?.id ?? '', status: 'accept' }],
    },
    { templates: DEMO_TEMPLATES, residentIdByOpenid: () => Promise.resolve(answers.shift() ?? null) },
  );
  expect(await kept()).toBe(0);
});
