import { ACTIVE_STATUSES, CAMPAIGN_STATUSES, change, FAN_OUT_STATUSES, SENDING_STATUSES, transition } from './states';

test('a closing campaign only ends', () => {
  expect(transition('closing', 'finish')).toBe('done');
  for (const action of ['plan', 'complete-fan-out', 'close', 'reopen', 'close-again'] as const) {
    expect(() => transition('closing', action)).toThrow(`no ${action} of a campaign that is closing`);
  }
});

test('every status but the first is reached by an action', () => {
  const reached = (['plan', 'complete-fan-out', 'finish', 'close', 'reopen', 'close-again'] as const).map(
    (action) => change(action).to,
  );
  expect(CAMPAIGN_STATUSES.filter((status) => !reached.includes(status))).toEqual(['planned']);
});

test('the groups of statuses follow from the table', () => {
  expect(ACTIVE_STATUSES).toEqual(['planned', 'expanding', 'sending']);
  expect(SENDING_STATUSES).toEqual(['expanding', 'sending']);
  expect(FAN_OUT_STATUSES).toEqual(['planned', 'expanding']);
});

test('a write is guarded by the statuses that allow its action', () => {
  expect(change('close')).toEqual({ from: { status: { $in: ['planned', 'expanding', 'sending'] } }, to: 'closing' });
  expect(change('finish').from).toEqual({ status: { $in: ['sending', 'closing'] } });
  expect(change('reopen').from).toEqual({ status: { $in: ['sending', 'done'] } });
});
