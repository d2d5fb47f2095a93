import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Which proxies stand before us: how many, or their networks. What others write into `X-Forwarded-For` counts for nothing. */
export type TrustedProxies = number | readonly string[];

/** Names a resident by the `Authorization` header without asking the database; null unless the token is one of ours. */
export type IdentifyResident = (authorization: string) => string | null;

/** Who makes a call, as far as limits are concerned. */
export type Caller = `resident:${string}` | `address:${string}`;

/**
 * The network address of the person who calls: what the outermost trusted proxy saw.
 * @param trusted proxies, 0 for none
 */
export function addressReader(trusted: TrustedProxies): (request: IncomingMessage) => string {
  if (trusted === 0) return (request) => request.socket.remoteAddress ?? '';
  const trust =
    typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : proxyAddr.compile([...trusted]);
  return (request) => proxyAddr(request, trust);
}

/**
 * What one person at most has at hand of an address: an IPv4 address, or a /64 of IPv6, which every household gets whole
 * (RFC 6177). What is no address is taken as it is.
 */
export function networkOf(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

/**
 * Says who makes a call: a resident by the token, so that those behind one address of a carrier do not share a limit, else
 * the network.
 */
export function callerReader(
  addressOf: (request: IncomingMessage) => string,
  identify: IdentifyResident,
): (request: IncomingMessage) => Caller {
  return (request) => {
    const { authorization } = request.headers;
    const residentId = authorization === undefined ? null : identify(authorization);
    return residentId === null ? `address:${networkOf(addressOf(request))}` : `resident:${residentId}`;
  };
}
