import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The baseline of the callbacks: a bare server that reads the body and answers `success`, in a process of its own.
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': '7' });
    response.end(Buffer.concat(parts).length > 0 ? 'success' : 'nothing');
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
