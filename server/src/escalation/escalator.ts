import { setTimeout as pause } from 'node:timers/promises';
import type { CampaignRecord } from '../campaigns';
import { advanceEscalations, type EscalationTools } from './advanceEscalations';
import { needsEscalation } from './escalationRules';
import { openEscalation } from './openEscalation';

/** The person on duty is told first, by so much at the most. */
const CALL_FIRST_MS = 1000;

/** Opens the calls of persons on duty and takes them further; one worker of all does it at a time. */
export class Escalator {
  /** Campaigns whose call this caller has opened and begun, or found open. */
  private readonly called = new Set<string>();
  private calling: Promise<void> = Promise.resolve();

  constructor(private readonly tools: EscalationTools) {}

  /** Takes the calls of persons on duty further, one at a time: never two messages in flight for one person. */
  advance(): Promise<void> {
    this.calling = this.calling.catch(() => undefined).then(() => advanceEscalations(this.tools));
    return this.calling;
  }

  /**
   * Opens the call of an alert that needs one and tells the first person. It comes before the audience is written, and is
   * looked for in every unfinished campaign: whoever planned it may have died before the call was open.
   */
  async call(campaign: CampaignRecord): Promise<void> {
    if (!needsEscalation(campaign) || this.called.has(campaign._id)) return;
    await openEscalation(campaign, this.tools.now());
    // A message that hangs must not keep everybody else waiting: it is on its way first.
    await Promise.race([this.advance(), pause(CALL_FIRST_MS, undefined, { ref: false })]);
    this.called.add(campaign._id);
  }
}
