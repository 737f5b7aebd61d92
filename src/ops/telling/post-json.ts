import {SECOND} from '../../clock.ts';
import {signatureOf} from '../../delivery/receipts/signature.ts';
import {toReason} from '../../delivery/transports/reason.ts';

const ANSWER_WITHIN_MS = 10 * SECOND;

/** `gone`: the other side wants no more of it. */
export type PostResult = {kind: 'taken'} | {kind: 'gone'} | {kind: 'failed'; reason: string};

export type Post = {
  url: string;
  body: string;
  /** The same over all tries. */
  id: string;
  /** Milliseconds since 1970. */
  now: number;
  /** `whsec_…`; null leaves it unsigned. */
  secret: string | null;
};

/**
 * Posts JSON, signed by Standard Webhooks 1.0.0 where there is a secret. It follows no redirect and reads
 * nothing of the answer but its status. Never throws.
 */
export const postJson = async ({url, body, id, now, secret}: Post): Promise<PostResult> => {
  const timestamp = String(Math.floor(now / SECOND));
  const signature = secret && signatureOf(secret, {id, timestamp, body: Buffer.from(body)});
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        ...(signature ? {'webhook-signature': `v1,${signature}`} : {}),
      },
      body,
    });
    await answer.body?.cancel();
    if (answer.status >= 200 && answer.status < 300) return {kind: 'taken'};
    return answer.status === 410 ? {kind: 'gone'} : {kind: 'failed', reason: `status ${answer.status}`};
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    // An address of Slack or Discord is a secret, and errors quote addresses.
    const reason = String(cause).replaceAll(url, 'the address').replaceAll(new URL(url).host, 'its host');
    return {kind: 'failed', reason: toReason(reason)};
  }
};
