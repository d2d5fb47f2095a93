import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressReader, callerReader, networkOf, type TrustedProxies } from './callers';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['::1', '0:0:0:0::/64'],
  ['not an address', 'not an address'],
  ['a:b', 'a:b'],
  ['', ''],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));

/** What a reader says of a real request from this machine with the given headers. */
async function reading<T>(read: (request: IncomingMessage) => T, headers: Record<string, string>): Promise<T> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      resolve(read(request));
      response.end();
      server.close();
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      send({ port, headers, agent: false }, (answer) => answer.resume())
        .on('error', reject)
        .end();
    });
  });
}

const FORGED = '198.51.100.1';
const PERSON = '203.0.113.7';
const PROXY = '10.0.0.9';

test.each<[string, TrustedProxies, string, string]>([
  ['no proxy: the header counts for nothing', 0, PERSON, '127.0.0.1'],
  ['one proxy: its own word, not what stood there before', 1, `${FORGED}, ${PERSON}`, PERSON],
  ['two proxies', 2, `${FORGED}, ${PERSON}, ${PROXY}`, PERSON],
  ['networks: the first that is no proxy', ['loopback', '10.0.0.0/8'], `${FORGED}, ${PERSON}, ${PROXY}`, PERSON],
  ['networks: a stranger who connects directly', ['10.0.0.0/8'], PERSON, '127.0.0.1'],
])('%s', async (_what, trusted, forwarded, address) => {
  expect(await reading(addressReader(trusted), { 'x-forwarded-for': forwarded })).toBe(address);
});

test('a resident is told by the token, whoever has none or a wrong one by the network', async () => {
  const callerOf = callerReader(addressReader(0), (authorization) => (authorization === 'Bearer good' ? 'r1' : null));
  expect(await reading(callerOf, { authorization: 'Bearer good' })).toBe('resident:r1');
  expect(await reading(callerOf, { authorization: 'Bearer bad' })).toBe('address:127.0.0.1');
  expect(await reading(callerOf, {})).toBe('address:127.0.0.1');
});
