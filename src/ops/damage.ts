import {type Clock, DAY, HOUR} from '../clock.ts';
import type {Log} from '../log.ts';
import type {Redis} from '../redis/redis.ts';

/** What of the store may hold what this program did not write. */
export type DamagedKind = (typeof KINDS)[number];

const KINDS = ['subscriber', 'consent', 'group', 'paper', 'edition', 'receipt', 'letter', 'chunk'] as const;

/** One record that nobody can read: its name (a number, an id) and what is wrong; never a value of it. */
export type Damage = {kind: DamagedKind; name: string; problem: string};

/** Tells of a damaged record and returns at once: one who meets it goes on with the others. */
export type NoteDamage = (damage: Damage) => void;

/** The damaged records that were met of late, by all processes. */
export type DamageRegister = {
  note: NoteDamage;
  /** It was mended, or is gone. */
  clear(damage: Pick<Damage, 'kind' | 'name'>): Promise<void>;
  /** Those that were met within two days, the newest first. */
  list(): Promise<Omit<Damage, 'problem'>[]>;
};

/** For who opens a store and does not want to hear of it. */
export const ignoreDamage: NoteDamage = () => undefined;

/** A record that is still damaged is met again by then: with the next edition, export or collection. */
const KNOWN_MS = 2 * DAY;

/** How often a process tells of the same record. */
const TOLD_EVERY_MS = HOUR;

/** How many are kept and told apart: what is damaged beyond that is no matter of single records. */
const MAX_KEPT = 1000;

/** Opens the register. */
export const openDamageRegister = ({
  redis,
  prefix,
  clock,
  log,
}: {
  redis: Redis;
  prefix: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
}): DamageRegister => {
  const key = `${prefix}:{damaged}:records`;
  const toldAt = new Map<string, number>();

  const keep = async (member: string): Promise<void> => {
    try {
      await redis
        .multi()
        .zadd(key, clock.now(), member)
        .zremrangebyrank(key, 0, -MAX_KEPT - 1)
        .pexpire(key, KNOWN_MS)
        .exec();
    } catch (error) {
      log.warn({event: 'damage.not-kept', reason: String(error)}, 'a damaged record could not be noted');
    }
  };

  return {
    note: ({kind, name, problem}) => {
      const member = `${kind}:${name}`;
      if (clock.now() - (toldAt.get(member) ?? Number.NEGATIVE_INFINITY) < TOLD_EVERY_MS) return;
      if (toldAt.size >= MAX_KEPT) toldAt.clear();
      toldAt.set(member, clock.now());
      log.warn({event: 'record.damaged', kind, name, problem}, `the ${kind} ${name} cannot be read`);
      void keep(member);
    },
    clear: async ({kind, name}) => {
      toldAt.delete(`${kind}:${name}`);
      await redis.zrem(key, `${kind}:${name}`);
    },
    list: async () =>
      (await redis.zrevrangebyscore(key, '+inf', clock.now() - KNOWN_MS)).flatMap(parseMember),
  };
};

const parseMember = (member: string): Omit<Damage, 'problem'>[] => {
  const [text = '', ...rest] = member.split(':');
  const kind = KINDS.find(one => one === text);
  return kind === undefined ? [] : [{kind, name: rest.join(':')}];
};
