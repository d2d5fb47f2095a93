import type { TemplateKind } from '@shuozhi/shared';
import type { CampaignRecord } from '../model';
import { isRefusal, type CampaignDecision } from '../outcomes/decide';
import { isUnusual } from './believable';

const LONGEST = 200;
const WINDOW_MS = 60_000;

interface Answer {
  at: number;
  refused: boolean;
}

/** Watches the last answers of each kind in this worker: refusals of everybody must not go on until the campaign ends. */
export class RefusalWindow {
  private readonly answers = new Map<TemplateKind, Answer[]>();

  /**
   * @param margin see `RefusalLimits`
   * @param monotonic milliseconds that never jump
   */
  constructor(
    private readonly margin: number,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  /** Whether, with this decision, so many people of the kind are refused that WeChat is to be doubted. */
  doubts({ kind, refusals, usualRefusals = 0 }: CampaignRecord, decision: CampaignDecision): boolean {
    const refused = isRefusal(decision);
    if (!refused && decision.state !== 'sent') return false;
    const at = this.monotonic();
    const last = this.answers.get(kind) ?? [];
    this.answers.set(kind, last);
    last.push({ at, refused });
    if (last.length > LONGEST) last.shift();
    if (!refused || (refusals ?? null) !== null) return false;
    const recent = last.filter((answer) => at - answer.at < WINDOW_MS);
    const count = recent.filter((answer) => answer.refused).length;
    const seen = { refused: count, accepted: recent.length - count };
    const unusual = isUnusual(seen, { usual: usualRefusals, margin: this.margin });
    // Who lifts the doubt starts from nothing.
    if (unusual) this.answers.delete(kind);
    return unusual;
  }
}
