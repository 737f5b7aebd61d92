import type {Clock} from '../clock.ts';
import type {Config} from '../config.ts';
import type {CallLog} from '../delivery/doubt/read-call-log.ts';
import type {Rate} from '../delivery/rate/rate.ts';
import {withPermit} from '../delivery/rate/with-permit.ts';
import {resendCallLog, resendEmailList} from '../delivery/transports/resend/call-log.ts';

/** What the other side of a transport keeps of our calls. */
export type Records = {
  /** Its log of calls; null for a transport that keeps none. */
  callLog: CallLog | null;
  /** Its list of emails; null as above. */
  emailList: CallLog | null;
};

/** Opens the records of the transport that the configuration names. */
export const openRecords = ({config, rate, clock}: {config: Config; rate: Rate; clock: Clock}): Records => {
  if (config.MAIL_TRANSPORT !== 'resend') return {callLog: null, emailList: null};
  const opening = {
    apiKey: config.RESEND_API_KEY ?? '',
    baseUrl: config.RESEND_BASE_URL,
    senders: [config.DIGEST_FROM, config.LETTERS_FROM],
    now: clock.now,
    withPermit: <Result>(work: () => Promise<Result>) => withPermit({rate, clock}, work),
  };
  return {callLog: resendCallLog(opening), emailList: resendEmailList(opening)};
};
