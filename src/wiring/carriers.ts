import type {Clock} from '../clock.ts';
import type {Config} from '../config.ts';
import type {Witnesses} from '../delivery/doubt/look-up.ts';
import {openRate, type Rate} from '../delivery/rate/rate.ts';
import {withPermit} from '../delivery/rate/with-permit.ts';
import {openTransport} from '../delivery/transports/open-transport.ts';
import {resendCallLog} from '../delivery/transports/resend/call-log.ts';
import {resendEmailList} from '../delivery/transports/resend/email-list.ts';
import type {Transport} from '../delivery/transports/transport.ts';
import type {Log} from '../log.ts';
import {openQueues, type Queues} from '../queues.ts';
import type {RedisLink} from '../redis/link.ts';
import type {Redis} from '../redis/redis.ts';

/** What mail leaves by: the queues, the rate of all workers together, and the transport and witnesses. */
export type Carriers = Witnesses & {
  queues: Queues;
  rate: Rate;
  transport: Transport;
};

export type CarriersToOpen = {
  config: Config;
  link: RedisLink;
  redis: Redis;
  prefix: string;
  clock: Clock;
  log: Log;
  /** The fault injection of the chaos bench; the product passes nothing. */
  interceptTransport?: (transport: Transport) => Transport;
};

/** Opens what mail leaves by. What the transport learns of the rate limit, all workers know. */
export const openCarriers = ({
  config,
  link,
  redis,
  prefix,
  clock,
  log,
  interceptTransport = transport => transport,
}: CarriersToOpen): Carriers => {
  const perSecond = config.RESEND_RATE ?? (config.MAIL_TRANSPORT === 'resend' ? 'learned' : 'unlimited');
  const rate = openRate({redis, prefix, perSecond});
  const transport = openTransport({
    config,
    clock,
    onRate: ({limit}) => {
      rate
        .learn(limit)
        .catch(error => log.warn({event: 'rate.update-failed', error: String(error)}, 'rate update failed'));
    },
  });
  return {
    queues: openQueues({link, prefix, log}),
    rate,
    transport: interceptTransport(transport),
    ...witnessesOf({config, rate, clock}),
  };
};

const witnessesOf = ({
  config,
  rate,
  clock,
}: Pick<CarriersToOpen, 'config' | 'clock'> & {rate: Rate}): Witnesses => {
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
