import type {Config} from '../../config.ts';
import {UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX} from '../seen-proxy.ts';
import {type Check, ok, skipped, warning} from './check.ts';

const SUBJECT = 'proxy';

/** What requests of the last week said: whether any was forwarded, and by how few proxies. */
export type ProxyFacts = {isSeen: boolean; fewer: number | null};

/** Whether visitors can be told apart behind a proxy. */
export const checkProxy = (
  {TRUST_PROXY}: Pick<Config, 'TRUST_PROXY'>,
  {isSeen, fewer}: ProxyFacts,
): Check => {
  if (TRUST_PROXY !== undefined && fewer !== null && fewer < TRUST_PROXY)
    return warning(
      SUBJECT,
      `TRUST_PROXY is ${TRUST_PROXY}, and requests came by ${fewer}: visitors can claim any address`,
      `set TRUST_PROXY to ${fewer}`,
    );
  if (TRUST_PROXY !== undefined && TRUST_PROXY > 0)
    return ok(SUBJECT, `visitors are told apart by what ${TRUST_PROXY} in front say`);
  if (TRUST_PROXY === undefined && isSeen) return warning(SUBJECT, UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX);
  return skipped(SUBJECT, 'no proxy was seen in front of the pages');
};
