import type { Evidence } from '../types';
import type { Flow } from '../lines/flow';
import type { CityProfile } from '../profile/types';

export interface FoundRegions {
  regions: string[];
  evidence: Evidence[];
  confidence: number;
}

/**
 * Regions a document concerns: districts its title names, else the whole city when it speaks of it, else the districts
 * its first lines name. A profile without regions gives none: a place we do not know is not guessed.
 */
export function regionsOf(title: string, issuers: readonly string[], flow: Flow, profile: CityProfile): FoundRegions {
  const [whole, ...districts] = profile.regions;
  if (whole === undefined) return { regions: [], evidence: [], confidence: 0.5 };
  const named = districts.filter((region) => region.names.some((name) => title.includes(name)));
  const issuing = districts.filter((region) =>
    region.names.some((name) => issuers.some((issuer) => issuer.startsWith(name))),
  );
  const quote = (text: string, confidence: number): Evidence[] => [{ quote: text, line: flow.lineAt(0), confidence }];
  if (named.length > 0)
    return { regions: named.map((region) => region.code), evidence: quote(title, 0.95), confidence: 0.95 };
  if (issuing.length > 0)
    return { regions: issuing.map((region) => region.code), evidence: quote(issuers.join('、'), 0.9), confidence: 0.9 };
  const ours =
    issuers.some((issuer) => issuer.startsWith(profile.city)) ||
    whole.names.some((name) => title.includes(name) || flow.text.includes(name));
  if (!ours) return { regions: [], evidence: [], confidence: 0.5 };
  const word = profile.citywide.find((each) => flow.text.includes(each));
  return {
    regions: [whole.code],
    evidence:
      word === undefined
        ? quote(issuers.join('、'), 0.8)
        : [
            {
              quote: flow.sentenceAt(flow.text.indexOf(word)),
              line: flow.lineAt(flow.text.indexOf(word)),
              confidence: 0.9,
            },
          ],
    confidence: word === undefined ? 0.8 : 0.9,
  };
}
