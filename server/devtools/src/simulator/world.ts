import type { Templates } from '../../../src/config';
import { SimulatorClock } from './clock';
import { Consents } from './consents';
import { Faults } from './faults';
import { Journal } from './journal';
import { SendLimits } from './limits';
import { People } from './people';
import { Phones } from './phones';
import { templateCatalogue, type SimulatedTemplate } from './templateCatalogue';
import { TokenIssuer } from './tokenIssuer';

/** Everything the simulated WeChat knows; lives in memory only. */
export interface World {
  appId: string;
  secret: string;
  clock: SimulatorClock;
  tokens: TokenIssuer;
  people: People;
  consents: Consents;
  limits: SendLimits;
  journal: Journal;
  phones: Phones;
  /** What the robot said in the staff's group chat, oldest first. */
  groupChat: string[];
  faults: Faults;
  templates: Map<string, SimulatedTemplate>;
  /** People with a send under way; a second one at the same time is 43108. */
  inFlight: Set<string>;
}

/** An empty world for one account. @param benchCredit sends each bench resident accepts per template */
export function createWorld(
  account: { appId: string; secret: string; templates: Templates },
  benchCredit: number,
): World {
  const clock = new SimulatorClock();
  return {
    appId: account.appId,
    secret: account.secret,
    clock,
    tokens: new TokenIssuer(clock),
    people: new People(clock),
    consents: new Consents(benchCredit),
    limits: new SendLimits(clock),
    journal: new Journal(),
    phones: new Phones(),
    groupChat: [],
    faults: new Faults(),
    templates: templateCatalogue(account.templates),
    inFlight: new Set(),
  };
}
