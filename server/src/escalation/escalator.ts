import { setTimeout as pause } from 'node:timers/promises';
import type { CampaignRecord } from '../campaigns';
import { advanceEscalations, type EscalationTools } from './advanceEscalations';
import { needsEscalation } from './escalationRules';
import { openEscalation } from './openEscalation';

/** How long the fan-out waits for the message to the first person on duty. */
const FIRST_NOTICE_MS = 1000;

/** Opens escalations and takes them further; one worker of all does it at a time. */
export class Escalator {
  /** Campaigns whose escalation was opened and begun here, or found open. */
  private readonly escalated = new Set<string>();
  private advancing: Promise<void> = Promise.resolve();

  constructor(private readonly tools: EscalationTools) {}

  /** Takes the escalations further, one at a time: never two messages in flight for one person. */
  advance(): Promise<void> {
    this.advancing = this.advancing.catch(() => undefined).then(() => advanceEscalations(this.tools));
    return this.advancing;
  }

  /**
   * Opens the escalation of an alert that needs one and notifies the first person. It comes before the fan-out, and is
   * looked for in every unfinished campaign: whoever planned it may have died before the call was open.
   */
  async escalate(campaign: CampaignRecord): Promise<void> {
    if (!needsEscalation(campaign) || this.escalated.has(campaign._id)) return;
    await openEscalation(campaign, this.tools.now());
    // A message that hangs must not keep everybody else waiting: it is on its way first.
    await Promise.race([this.advance(), pause(FIRST_NOTICE_MS, undefined, { ref: false })]);
    this.escalated.add(campaign._id);
  }
}
