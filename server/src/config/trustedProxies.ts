import proxyAddr from 'proxy-addr';
import * as z from 'zod';

const HELP = 'must be a number of proxies, or their addresses and networks, e.g. 10.0.0.0/8,::1';

function networks(text: string): string[] | null {
  const list = text.split(',').map((one) => one.trim());
  try {
    proxyAddr.compile(list);
    return list;
  } catch {
    return null;
  }
}

/**
 * `PROXY`: how many reverse proxies stand before the server (`true` is one, `false` none), or their addresses and networks
 * (also `loopback`, `linklocal`, `uniquelocal`).
 */
export const trustedProxies = z
  .string()
  .default('false')
  .transform((text, context): number | readonly string[] => {
    if (text === 'false') return 0;
    if (text === 'true') return 1;
    if (/^\d$/.test(text)) return Number(text);
    const list = networks(text);
    if (list !== null) return list;
    context.addIssue({ code: 'custom', message: HELP });
    return z.NEVER;
  });
