import type {Config} from '../../config.ts';
import {UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX} from '../seen-proxy.ts';
import {type Check, ok, skipped, warning} from './check.ts';

const SUBJECT = 'proxy';

/** Whether visitors can be told apart behind a proxy. `isSeen`: a request was forwarded within the week. */
export const checkProxy = ({TRUST_PROXY}: Pick<Config, 'TRUST_PROXY'>, isSeen: boolean): Check => {
  if (TRUST_PROXY !== undefined && TRUST_PROXY > 0)
    return ok(SUBJECT, `visitors are told apart by what ${TRUST_PROXY} in front say`);
  if (TRUST_PROXY === undefined && isSeen) return warning(SUBJECT, UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX);
  return skipped(SUBJECT, 'no proxy was seen in front of the pages');
};
