import {createHash} from 'node:crypto';

/** @import {Chaos, Fault, FaultPlan} from './types.ts' */

const names = [
  'rate-limit',
  'daily-quota',
  'monthly-quota',
  'error',
  'html',
  'reset',
  'truncated',
  'empty',
  'too-few-ids',
  'hang',
  'slow',
];

/**
 * Whether a value from the control endpoint names a fault that there is.
 * @param {unknown} value
 * @returns {value is FaultPlan}
 */
export const isFaultPlan = value =>
  typeof value === 'object' && value !== null && 'fault' in value && names.includes(String(value.fault));

/**
 * Two fractions from 0 to 1 that depend on the text alone.
 * @param {string} text
 * @returns {[number, number]}
 */
const fractions = text => {
  const digest = createHash('sha256').update(text).digest();
  return [digest.readUInt32LE(0) / 2 ** 32, digest.readUInt32LE(4) / 2 ** 32];
};

/**
 * Which fault the next call meets: planned ones first, then by seed.
 * @param {Chaos | undefined} initial
 */
export const openFaults = initial => {
  /** @type {{plan: FaultPlan, left: number}[]} */
  const planned = [];
  let chaos = initial ?? null;
  /** @type {Map<string, number>} */
  const attempts = new Map();

  /**
   * @param {string} name
   * @returns {Fault | null}
   */
  const bySeed = name => {
    if (!chaos) return null;
    // The place of a call among the calls of its own key, not of all: what runs beside it changes nothing.
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    const [chance, choice] = fractions(`${chaos.seed}/${name}/${attempt}`);
    if (chance >= chaos.share || attempt > (chaos.tries ?? Number.POSITIVE_INFINITY)) return null;
    return chaos.faults[Math.floor(choice * chaos.faults.length)] ?? null;
  };

  return {
    /** @param {FaultPlan[]} plans */
    plan: plans => {
      planned.push(...plans.map(plan => ({plan, left: plan.times ?? 1})));
    },
    /** @param {Chaos | null} next */
    setChaos: next => {
      chaos = next;
      attempts.clear();
    },
    /**
     * @param {{key: string | null, path: string}} call
     * @returns {Fault | null}
     */
    next: ({key, path}) => {
      const place = planned.findIndex(({plan}) => plan.key === undefined || (key ?? '').includes(plan.key));
      const entry = planned[place];
      if (!entry) return bySeed(key ?? path);
      entry.left -= 1;
      if (entry.left <= 0) planned.splice(place, 1);
      return entry.plan;
    },
  };
};
