import type {Clock} from '../clock.ts';
import type {Config} from '../config.ts';
import type {Witnesses} from '../delivery/doubt/look-up.ts';
import {openRate, type Rate} from '../delivery/rate/rate.ts';
import type {Transport} from '../delivery/transports/transport.ts';
import type {Log} from '../log.ts';
import type {Queues} from '../queues.ts';
import type {RedisLink} from '../redis/link.ts';
import type {Redis} from '../redis/redis.ts';

import type {Surroundings} from './surroundings.ts';

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
  surroundings: Pick<Surroundings, 'openQueues' | 'openTransport' | 'openWitnesses'>;
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
  surroundings,
  interceptTransport = transport => transport,
}: CarriersToOpen): Carriers => {
  const perSecond = config.RESEND_RATE ?? (config.MAIL_TRANSPORT === 'resend' ? 'learned' : 'unlimited');
  const rate = openRate({redis, prefix, perSecond});
  const transport = surroundings.openTransport({
    config,
    clock,
    onRate: ({limit}) => {
      rate
        .learn(limit)
        .catch(error => log.warn({event: 'rate.update-failed', error: String(error)}, 'rate update failed'));
    },
  });
  return {
    queues: surroundings.openQueues({link, prefix, log}),
    rate,
    transport: interceptTransport(transport),
    ...surroundings.openWitnesses({config, rate, clock}),
  };
};
