import { PushLab } from '../../test/push/lab';
import { runWrong, WRONG_WECHAT } from '../../test/push/wrongWechat';

// Three minutes in all on two free cores; the bound is for machines that are busy with other things.
jest.setTimeout(300_000);

/** The machine is busy with other tests: what must not happen at all takes ten times as long, or never ends. */
const SLACK = 4;
const RESIDENTS = 400;
let lab: PushLab;

beforeAll(async () => {
  lab = await PushLab.open({ latencyMs: 20 });
});
afterAll(() => lab.close());

test.each(WRONG_WECHAT.filter(({ isInSuite }) => isInSuite))('$name: as promised', async (scenario) => {
  const row = await runWrong({ lab, residents: RESIDENTS, slack: SLACK }, scenario);
  expect(row).toMatchObject({ kept: true });
});
