import type {Context} from 'hono';
import {type SSEStreamingApi, streamSSE} from 'hono/streaming';
import {SECOND} from '../../../clock.ts';
import type {EditionId} from '../../../editions/edition.ts';
import {parseEditionId} from '../../../editions/edition-id.ts';
import type {AdminContext} from '../../deps.ts';
import {readSession} from '../login/session.ts';
import {livePartsInJson, livePartsOf, readFacts} from './live-parts.ts';
import {isMoving} from './progress.ts';

const EVERY_MS = 2 * SECOND;

/** Less than one exchange may last; the browser then asks again by itself. */
const LASTS_MS = 40 * SECOND;

/** Each holds a connection and reads Redis every two seconds. */
const MAX_OPEN = 32;

/**
 * `GET /admin/editions/:id/live`: an edition's changing parts as server-sent events, until it moves no more
 * or the session is over. Who has no session gets 403, at which a browser asks no more.
 */
export const streamEdition = (context: AdminContext) => {
  let open = 0;
  return async (c: Context): Promise<Response> => {
    const reading = parseEditionId(c.req.param('id') ?? '');
    if (reading.kind === 'refused' || !(await readSession(context, c))) return c.text('', 403);
    if (open >= MAX_OPEN) {
      c.header('Retry-After', '10');
      return c.text('', 503);
    }
    open += 1;
    return streamSSE(c, async stream => {
      try {
        await tell(context, c, {stream, edition: reading.id});
      } finally {
        open -= 1;
      }
    });
  };
};

type Telling = {stream: SSEStreamingApi; edition: EditionId};

const tell = async (context: AdminContext, c: Context, {stream, edition}: Telling): Promise<void> => {
  const {clock} = context.deps;
  const gone = new AbortController();
  stream.onAbort(() => gone.abort());
  const until = clock.now() + LASTS_MS;
  let last = '';
  while (!gone.signal.aborted && clock.now() < until) {
    const next = await readEvent(context, c, edition);
    // Who hears nothing for long is taken for gone.
    if (next === null || next.data === last) await stream.write(':\n\n');
    else await stream.writeSSE({data: next.data});
    if (next === null || next.isLast) return stream.writeSSE({event: 'end', data: ''});
    last = next.data;
    await clock.sleep(EVERY_MS, gone.signal);
  }
};

/** Null where there is nothing to tell any more, or nobody who may hear it. */
const readEvent = async (
  context: AdminContext,
  c: Context,
  edition: EditionId,
): Promise<{data: string; isLast: boolean} | null> => {
  const session = await readSession(context, c);
  const facts = session && (await readFacts(context, session, edition));
  if (facts === null) return null;
  const data = await livePartsInJson(livePartsOf(context, facts));
  return {data, isLast: !isMoving(facts.status)};
};
