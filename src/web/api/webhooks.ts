import type {Context, MiddlewareHandler} from 'hono';
import type {WebDeps} from '../deps.ts';
import {limitBody} from '../frame/limit-body.ts';

/** Resend's events have a few kilobytes. */
const MAX_EVENT_BYTES = 256 * 1024;

/** Refuses a larger body before it is read whole, and before anything else is looked at. */
export const limitWebhooks: MiddlewareHandler = limitBody({
  maxBytes: MAX_EVENT_BYTES,
  refuse: c => {
    c.header('Connection', 'close');
    return c.text('the limit of an event is 256 KB\n', 413);
  },
});

/**
 * `POST /webhooks/resend`: what Resend says of our mails. 200 only once it is safe with us; Resend sends
 * again what was answered with anything else, for 28 hours (resend.com/docs/webhooks/retries-and-replays).
 * What is genuine and not for us is answered with 200 as well, since an endpoint that fails for days is
 * switched off.
 */
export const takeWebhook =
  ({sending}: Pick<WebDeps, 'sending'>) =>
  async (c: Context): Promise<Response> => {
    const body = await readBytes(c);
    if (!body) return c.text('the body did not arrive completely\n', 400);
    const outcome = await sending.takeWebhook({
      id: c.req.header('svix-id') ?? '',
      timestamp: c.req.header('svix-timestamp') ?? '',
      signature: c.req.header('svix-signature') ?? '',
      body,
    });
    switch (outcome.kind) {
      case 'taken':
        return c.text('taken\n');
      case 'ignored':
        return c.text(`ignored: ${outcome.because}\n`);
      case 'refused':
        return c.text('the signature is not valid\n', 401);
      case 'closed':
        return c.text('the webhook is not configured\n', 404);
    }
  };

/** Null where the sender broke off. */
const readBytes = async (c: Context): Promise<Buffer | null> => {
  try {
    return Buffer.from(await c.req.arrayBuffer());
  } catch {
    return null;
  }
};
