import type {Clock} from '../clock.ts';
import type {Config} from '../config.ts';
import type {Witnesses} from '../delivery/doubt/look-up.ts';
import type {Rate} from '../delivery/rate/rate.ts';
import {withPermit} from '../delivery/rate/with-permit.ts';
import {resendCallLog} from '../delivery/transports/resend/call-log.ts';
import {resendEmailList} from '../delivery/transports/resend/email-list.ts';

/** Opens the witnesses of the transport that the configuration names. */
export const openWitnesses = (place: {config: Config; rate: Rate; clock: Clock}): Witnesses => {
  const {config, rate, clock} = place;
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
