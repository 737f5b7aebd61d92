import {SECOND} from '../../src/clock.ts';
import type {JudgedTrouble} from '../fail-over/judged-trouble.ts';
import type {Crew} from '../world/crew.ts';
import type {CrewHost, Hosts} from './hosts.ts';
import {type HostName, join, part, setLink} from './network.ts';

export type HostScene = Hosts & {crews: Record<CrewHost, Crew>};

export type HostTrouble = JudgedTrouble & {
  /** Strikes; what it returns makes all whole again. */
  strike(scene: HostScene): Promise<() => void>;
  /** How long it lasts, ms, or until nothing is pending. */
  lasts: number | 'until-done';
  /**
   * Resend answers late, so that calls are in hand when it strikes: one of them must be taken over, and the
   * worker that was cut off must change no chunk once it is back.
   */
  isTakenOver?: boolean;
  /** A control: each try has a key of its own, so what is taken over must come twice. */
  mustDouble?: boolean;
};

/** What a fail-over behind Sentinel may take. */
const SENTINEL_BAR_MS = 10 * SECOND;

const REDIS: HostName[] = ['redis-1', 'redis-2', 'redis-3'];

const dropLink =
  (name: HostName): HostTrouble['strike'] =>
  async ({network}) => {
    setLink(network, network.hosts[name], 'down');
    return () => setLink(network, network.hosts[name], 'up');
  };

/** First nobody hears of it any more, then it ends: no connection is closed. */
const vanish: HostTrouble['strike'] = async scene => {
  const crew = scene.crews['worker-1'];
  const comeBack = await dropLink('worker-1')(scene);
  crew.hold();
  await crew.killAll();
  return () => {
    comeBack();
    crew.release();
  };
};

const partAll = (pairs: [HostName, HostName][], {network: {hosts}}: HostScene) => {
  for (const [one, other] of pairs) part(hosts[one], hosts[other]);
  return () => {
    for (const [one, other] of pairs) join(hosts[one], hosts[other]);
  };
};

const cutOffFromRedis: HostTrouble['strike'] = async scene =>
  partAll(
    REDIS.map(name => ['worker-1', name]),
    scene,
  );

/** Of all hosts only a worker still reaches it. */
const cutOffPrimary: HostTrouble['strike'] = async scene => {
  const primary = await scene.redis.primary();
  const others: HostName[] = ['worker-2', 'web', 'scheduler', ...REDIS.filter(name => name !== primary.name)];
  return partAll(
    others.map(name => [primary.name, name]),
    scene,
  );
};

export const hostTroubles: HostTrouble[] = [
  {
    ...{name: 'host-vanishes', barMs: SENTINEL_BAR_MS, strike: vanish, lasts: 'until-done'},
    says: 'a host with a worker vanishes: its link, then its processes (-9)',
  },
  {
    ...{name: 'worker-link', barMs: SENTINEL_BAR_MS, strike: dropLink('worker-1'), lasts: 5 * SECOND},
    says: 'the link of a worker host drops for 5 s',
  },
  {
    ...{name: 'web-link', barMs: SENTINEL_BAR_MS, strike: dropLink('web'), lasts: 5 * SECOND},
    says: 'the link of the web host drops for 5 s',
  },
  {
    ...{name: 'scheduler-link', barMs: SENTINEL_BAR_MS, strike: dropLink('scheduler'), lasts: 5 * SECOND},
    says: 'the link of the scheduler host drops for 5 s',
  },
  {
    ...{name: 'worker-without-redis', barMs: SENTINEL_BAR_MS, strike: cutOffFromRedis},
    ...{lasts: 'until-done', isTakenOver: true},
    says: 'a worker reaches Resend and not Redis until the others are done, its calls in hand',
  },
  {
    ...{name: 'primary-parted', barMs: SENTINEL_BAR_MS, strike: cutOffPrimary, lasts: 15 * SECOND},
    says: 'the host of the primary is parted from all but one worker for 15 s',
  },
];

/** A bench that does not see this one double is blind. */
export const hostControl: HostTrouble = {
  ...{name: 'control-random-key', barMs: SENTINEL_BAR_MS, strike: cutOffFromRedis},
  ...{lasts: 'until-done', isTakenOver: true, mustDouble: true},
  says: 'the same with a new key for each try',
};
