import {SECOND} from '../../clock.ts';
import type {Config} from '../../config.ts';
import {type LinkKeys, mintToken, NOBODY} from '../../subscribers/tokens.ts';
import {type Check, error, ok, skipped} from './check.ts';

const ABOUT = 'one-click unsubscribe';
const ANSWER_WITHIN_MS = 10 * SECOND;
const MAX_PAGE_BYTES = 100_000;

export type OneClickDeps = {config: Pick<Config, 'PUBLIC_URL' | 'MAIL_TRANSPORT'>; linkKeys: LinkKeys};

/**
 * Whether the page that the header of every mail names is ours (RFC 8058): it knows a link that our secret
 * signed, for nobody, and refuses one that nobody signed, without a redirect. It only looks: a GET changes
 * nothing there.
 */
export const checkOneClick = async ({config, linkKeys}: OneClickDeps): Promise<Check> => {
  if (config.MAIL_TRANSPORT === 'outbox') return skipped(ABOUT, 'no email is sent');
  if (linkKeys.secrets.length === 0) return skipped(ABOUT, 'TOKEN_SECRETS is not set');
  const token = mintToken({
    keys: linkKeys,
    ...{scope: 'unsubscribe', reader: NOBODY, epoch: 0, expiresAt: null},
  });
  const at = `${config.PUBLIC_URL}/unsubscribe/`;
  const [ours, forged] = await Promise.all([statusOf(at + token), statusOf(at + forgedFrom(token))]);
  return judge(ours, forged);
};

/** The answer to a link of ours and to a forged one; words where there was none. */
const judge = (ours: number | string, forged: number | string): Check => {
  if (typeof ours === 'string')
    return error(ABOUT, `the page of PUBLIC_URL ${ours}`, 'start the pages and lead PUBLIC_URL to them');
  if (ours >= 300 && ours < 400)
    return error(
      ABOUT,
      `the page redirects (${ours}); mail programs follow no redirect (RFC 8058)`,
      'set PUBLIC_URL to where the pages are in the end',
    );
  if (ours !== 200)
    return error(
      ABOUT,
      `PUBLIC_URL does not know a link of this instance (status ${ours})`,
      'lead PUBLIC_URL to these pages, with the same TOKEN_SECRETS in every process',
    );
  if (forged === 200)
    return error(
      ABOUT,
      'the page takes any link: it is not ours, or something in front answers for it',
      'lead PUBLIC_URL to these pages, past caches and consent walls',
    );
  return ok(ABOUT, 'the page that the header names is ours, and refuses forged links');
};

const forgedFrom = (token: string): string => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;

const statusOf = async (url: string): Promise<number | string> => {
  try {
    const answer = await fetch(url, {redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS)});
    const length = Number(answer.headers.get('content-length') ?? 0);
    await answer.body?.cancel();
    return length > MAX_PAGE_BYTES ? `answers with ${length} bytes` : answer.status;
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const cause =
      failure.cause instanceof Error && 'code' in failure.cause ? failure.cause.code : failure.name;
    return `does not answer (${String(cause)})`;
  }
};
