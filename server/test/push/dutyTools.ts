import { Subscriptions } from '../../src/subscriptions/model';
import { createLogger } from '../../src/observability';
import { deriveCampaign } from '../../src/campaigns/outboxRelay';
import { findCampaign } from '../../src/campaigns/model';
import { planCampaign } from '../../src/campaigns/planCampaign';
import { advanceEscalations } from '../../src/escalation/advanceEscalations';
import { Escalations, DutyPersons, type EscalationRecord } from '../../src/escalation/model';
import { openEscalation } from '../../src/escalation/openEscalation';
import { approveChange, waitingChanges } from '../../src/approvals';
import { bindingKind, bindPerson, makeCode } from '../../src/escalation/binding';
import { personKind, proposePerson, proposeRemoval } from '../../src/escalation/personChanges';
import { approver, editor } from '../noticeSteps';
import type { SendResult, SubscribeMessage } from '../../src/wechat';
import { testConfig } from '../testServer';
import { answered } from './attempts';
import { benchResident, publishedEvent, seedSubscribers } from './pushTools';

/** The message left, and nothing came back. */
export const silence: SendResult = { status: 'no-answer', reason: 'timeout', sent: true };

/**
 * Calls of persons on duty with a clock and a WeChat of the test's own: the rules of a call are tested with it, the real
 * client is tested against the simulator. To be emptied before each test.
 */
export class DutyLab {
  time = Date.parse('2026-07-01T02:00:00Z');
  messages: SubscribeMessage[] = [];
  /** What WeChat says to the next messages; it takes all others. */
  answers: SendResult[] = [];
  /** Happens while a message is on its way. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  readonly client = {
    sendSubscribeMessage: async (message: SubscribeMessage): Promise<SendResult> => {
      this.messages.push(message);
      await this.meanwhile();
      return this.answers.shift() ?? answered(0);
    },
  };

  /** Begins another day with nobody on duty, and subscribers 0 to 2 with a credit of each kind. */
  async empty(): Promise<void> {
    this.time += 24 * 3600_000;
    this.messages = [];
    this.answers = [];
    this.meanwhile = () => Promise.resolve();
    await Promise.all([DutyPersons.deleteMany({}), Escalations.deleteMany({}), Subscriptions.deleteMany({})]);
    await seedSubscribers(3);
  }

  now(): Date {
    return new Date(this.time);
  }

  /** What a worker does when it looks after the calls. */
  advance(): Promise<void> {
    return advanceEscalations({ client: this.client, now: () => this.now(), logger: createLogger('silent') });
  }

  /** Lets time pass as a worker sees it: a look every two seconds. */
  async pass(seconds: number): Promise<void> {
    for (let n = 0; n < seconds; n += 2) {
      this.time += 2000;
      await this.advance();
    }
  }

  /** Whom WeChat was told to tell. */
  told(): string[] {
    return this.messages.map((message) => message.touser);
  }

  /** Puts somebody on duty; bound to the WeChat of `resident` unless null. Returns their id. */
  async person(name: string, order: number, resident: number | null, regions: string[] = []): Promise<string> {
    const input = { name, office: '应急管理局', phone: '0349-1234567', order, regions: regions as ['140602'] };
    const change = await proposePerson(input, editor, new Date());
    await approveChange(personKind, change._id, change.hash, approver, new Date());
    if (resident !== null) await bound(change.target, benchResident(resident));
    return change.target;
  }

  /** Takes somebody off duty, by two people. */
  async remove(id: string): Promise<void> {
    const change = await proposeRemoval(id, editor, new Date());
    await approveChange(personKind, change._id, change.hash, approver, new Date());
  }

  /** An alert whose call is open; opening it twice is opening it once. */
  async alertCall(
    title = '暴雨红色预警',
    level: 'red' | 'orange' = 'red',
    templates = testConfig().wechat.templates,
  ): Promise<string> {
    const event = await publishedEvent({ title, level, topics: ['alert'], regions: ['140602'] }, this.now());
    await deriveCampaign(event);
    await planCampaign(await findCampaign(event.id), templates, this.now());
    const campaign = await findCampaign(event.id);
    await openEscalation(campaign, this.now());
    await openEscalation(campaign, this.now());
    return event.id;
  }
}

/** Binds a resident by a code, with the approval of another member of staff. */
async function bound(personId: string, residentId: string): Promise<void> {
  const { code } = await makeCode(personId, editor, new Date());
  await bindPerson(residentId, code.toLowerCase(), new Date());
  const [change] = await waitingChanges([personId]);
  await approveChange(bindingKind, change?._id ?? '', change?.hash ?? '', approver, new Date());
}

/** A call as it stands. */
export async function callOf(id: string): Promise<EscalationRecord> {
  const call = await Escalations.findById(id).lean<EscalationRecord>();
  if (!call) throw new Error('no call');
  return call;
}

/** The words of a call's log. */
export const wordsOf = async (id: string): Promise<string[]> => (await callOf(id)).log.map((entry) => entry.what);

/** The alert credits a subscriber has left. */
export async function creditOf(n: number): Promise<number | undefined> {
  return (await Subscriptions.findById(benchResident(n)).lean())?.ledger.alert?.left;
}
