import {randomUUID} from 'node:crypto';
import {createServer} from 'node:http';

/**
 * A process that takes mails as fast as it can read them: it drains each body and answers a hundred ids, or
 * one. `GET /seen` says how many mails there were, and between which instants.
 */

const seen = {mails: 0, bytes: 0, firstAt: 0, lastAt: 0};
const batch = JSON.stringify({data: Array.from({length: 100}, () => ({id: randomUUID()}))});
const single = JSON.stringify({id: randomUUID()});

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(seen));
    Object.assign(seen, {mails: 0, bytes: 0, firstAt: 0, lastAt: 0});
    return;
  }
  if (seen.firstAt === 0) seen.firstAt = performance.now();
  request.on('data', (part: Buffer) => {
    seen.bytes += part.length;
  });
  request.on('end', () => {
    const isBatch = request.url === '/emails/batch';
    seen.mails += isBatch ? 100 : 1;
    seen.lastAt = performance.now();
    response.setHeader('content-type', 'application/json');
    response.end(isBatch ? batch : single);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.once('disconnect', () => process.exit(0));
