import { PushLab } from '../../test/push/lab';
import { seedSubscribers } from '../../test/push/pushTools';
import { Crew, runScenario, SCENARIOS } from '../../test/push/faultScenarios';

// A minute in all on two free cores; the bound is for machines that are busy with other things.
jest.setTimeout(240_000);

const RESIDENTS = 400;
let lab: PushLab;
let crew: Crew;

beforeAll(async () => {
  lab = await PushLab.open();
  await seedSubscribers(RESIDENTS, { credits: { notice: 1000 } });
  crew = new Crew(lab);
  crew.hire();
  crew.hire();
});
afterAll(() => lab.close());

test.each(SCENARIOS)('$name: nobody lost, duplicates within the bound, numbers add up', async (scenario) => {
  const row = await runScenario(lab, crew, scenario, RESIDENTS);
  expect(row).toMatchObject({ lost: 0, recipients: RESIDENTS, addsUp: true });
  expect(row.duplicates).toBeLessThanOrEqual(row.bound);
});
