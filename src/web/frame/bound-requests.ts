import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * No browser asks for a second answer on a connection before the first came (RFC 9112 section 9.3.2); some
 * tools do.
 */
const MAX_PER_CONNECTION = 8;
/** More than one process answers at a time; each answer waiting for Redis holds its memory. */
const MAX_IN_FLIGHT = 512;

/**
 * Bounds what visitors can make one process hold: requests at a time on one connection and in all, and the
 * time from a request's headers to the last byte of its answer. A connection that asks for too much is
 * closed; a process that has too much to do says 503.
 */
export const boundRequests = (
  {exchangeWithinMs, noteRefusal}: {exchangeWithinMs: number; noteRefusal: (limit: string) => void},
  answer: Answer,
): Answer => {
  const inFlight = new WeakMap<Socket, number>();
  let all = 0;
  return (request, response) => {
    const {socket} = request;
    // What a flood sent in one piece is parsed to its end even after its connection was closed.
    if (socket.destroyed) return;
    const here = (inFlight.get(socket) ?? 0) + 1;
    if (here > MAX_PER_CONNECTION) {
      noteRefusal('requests-per-connection');
      socket.destroy();
      return;
    }
    if (all >= MAX_IN_FLIGHT) {
      noteRefusal('requests-in-flight');
      response.writeHead(503, {'Retry-After': '5', Connection: 'close'}).end();
      return;
    }
    inFlight.set(socket, here);
    all += 1;
    const late = setTimeout(() => socket.destroy(), exchangeWithinMs);
    response.once('close', () => {
      clearTimeout(late);
      inFlight.set(socket, (inFlight.get(socket) ?? 1) - 1);
      all -= 1;
    });
    return answer(request, response);
  };
};
