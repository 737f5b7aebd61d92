import type {Clock} from '../clock.ts';
import type {Config} from '../config.ts';
import type {Witnesses} from '../delivery/doubt/look-up.ts';
import {openQuota, type Quota} from '../delivery/rate/quota.ts';
import {openRate, type Rate} from '../delivery/rate/rate.ts';
import {meteredTransport} from '../delivery/transports/metered-transport.ts';
import type {Transport} from '../delivery/transports/transport.ts';
import type {Log} from '../log.ts';
import type {LastTimes} from '../ops/last-times.ts';
import type {Meters} from '../ops/metrics/meters.ts';
import type {Traces} from '../ops/traces/traces.ts';
import type {Queues} from '../queues.ts';
import type {RedisLink} from '../redis/link.ts';
import type {Redis} from '../redis/redis.ts';
import type {Surroundings} from './surroundings.ts';

/** What mail leaves by: the queues, the rate of all workers together, and the transport and witnesses. */
export type Carriers = Witnesses & {
  queues: Queues;
  rate: Rate;
  quota: Quota;
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
  meters: Pick<Meters, 'noteCall'>;
  traces: Traces;
  lastTimes: Pick<LastTimes, 'note'>;
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
  meters,
  traces,
  lastTimes,
  interceptTransport = transport => transport,
}: CarriersToOpen): Carriers => {
  const perSecond = config.RESEND_RATE ?? (config.MAIL_TRANSPORT === 'resend' ? 'learned' : 'unlimited');
  const rate = openRate({redis, prefix, perSecond});
  const quota = openQuota({redis, prefix});
  const tellFailure = (error: unknown) =>
    log.warn({event: 'rate.update-failed', error: String(error)}, 'rate update failed');
  const transport = meteredTransport(
    surroundings.openTransport({
      ...{config, clock},
      onRate: ({limit}) => void rate.learn(limit).catch(tellFailure),
      onQuota: used => void quota.note(used, clock.now()).catch(tellFailure),
    }),
    {
      noteCall: meters.noteCall,
      // Whether a mail was taken stands in the ledger; this is only when.
      noteAccepted: () => void lastTimes.note('mail', clock.now()).catch(tellFailure),
      elapsed: () => performance.now(),
    },
  );
  return {
    queues: surroundings.openQueues({link, prefix, log}),
    ...{rate, quota},
    transport: interceptTransport({...transport, send: tracedCalls(transport, traces)}),
    ...surroundings.openWitnesses({config, rate, clock}),
  };
};

const tracedCalls = ({name, send}: Transport, {traced}: Traces): Transport['send'] =>
  traced('call', send, {
    factsOf: ({batch}) => ({transport: name, mails: batch.mails}),
    outcomeOf: ({kind}) => ({outcome: kind}),
  });
