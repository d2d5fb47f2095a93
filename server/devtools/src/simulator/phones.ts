import type { AcceptedSend } from './journal';
import { DEMO_RESIDENTS } from './people';

const KEPT = 50;

/** The messages on the demo residents' phones, oldest first. */
export class Phones {
  private readonly messages = new Map<string, AcceptedSend[]>(DEMO_RESIDENTS.map(({ openid }) => [openid, []]));

  has(openid: string): boolean {
    return this.messages.has(openid);
  }

  of(openid: string): readonly AcceptedSend[] {
    return this.messages.get(openid) ?? [];
  }

  deliver(send: AcceptedSend): void {
    const phone = this.messages.get(send.openid);
    phone?.push(send);
    if (phone && phone.length > KEPT) phone.shift();
  }

  /** Takes a message back that failed after it was accepted. */
  retract(send: AcceptedSend): void {
    const phone = this.messages.get(send.openid);
    const place = phone?.findIndex(({ msgid }) => msgid === send.msgid) ?? -1;
    if (place >= 0) phone?.splice(place, 1);
  }

  clear(): void {
    for (const phone of this.messages.values()) phone.length = 0;
  }
}
