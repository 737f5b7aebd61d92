import {describe, expect, test} from 'vitest';
import {MINUTE, SECOND} from '../../../src/clock.ts';
import {silentLog} from '../../../src/log.ts';
import type {Message} from '../../../src/ops/telling/message.ts';
import {nextOutage, openTellOutage} from '../../../src/ops/telling/outage.ts';
import type {PostResult} from '../../../src/ops/telling/post-json.ts';
import type {RedisTrouble} from '../../../src/redis/trouble-words.ts';

const away: RedisTrouble = {kind: 'away', code: 'ECONNREFUSED', reason: 'refuses the connection'};

/** A process that looks each minute; what it posts, and what it keeps for when Redis is back. */
const openLooks = (answers: PostResult[] = []) => {
  const posted: Message[] = [];
  const kept: Message[] = [];
  let trouble: RedisTrouble | null = null;
  let ids = 0;
  let now = Date.parse('2026-03-13T08:00:00Z');
  const look = openTellOutage({
    trouble: () => trouble,
    post: async (_, message) => {
      posted.push(message);
      return answers.shift() ?? {kind: 'taken'};
    },
    telling: {
      add: async messages => {
        if (trouble !== null) throw new Error('away');
        kept.push(...messages.values());
      },
    },
    ...{channels: ['email', 'alert'], newId: () => `msg_${++ids}`, clock: {now: () => now}, log: silentLog},
  });
  return {
    ...{posted, kept},
    /** So many looks, a minute apart. */
    lookWhile: async (standing: RedisTrouble | null, looks: number) => {
      trouble = standing;
      for (let done = 0; done < looks; done++) {
        await look();
        now += MINUTE;
      }
    },
  };
};

describe('a Redis that is away', () => {
  test('is told at once, once, and by every way when it is back', async () => {
    const {posted, kept, lookWhile} = openLooks();
    await lookWhile(null, 3);
    await lookWhile(away, 30);
    expect(posted.map(({type}) => type)).toEqual(['trouble.started']);
    expect(posted[0]?.data.line).toMatch(/^Redis refuses the connection \(ECONNREFUSED\); nothing is sent/);
    expect(kept).toEqual([]);
    await lookWhile(null, 3);
    expect(posted).toHaveLength(1);
    expect(kept.map(({channel, type}) => `${channel} ${type}`)).toEqual([
      'email trouble.ended',
      'alert trouble.ended',
    ]);
    expect(kept[0]?.data.line).toBe('Redis refuses the connection (ECONNREFUSED), from 08:03 to 08:33 UTC.');
  });

  test('is told within two minutes, and one that is back by then never', () => {
    const begun = nextOutage(null, away, 0);
    expect(nextOutage(begun.outage, away, MINUTE).tell).toBe('started');
    expect(nextOutage(begun.outage, away, MINUTE - SECOND).tell).toBeNull();
    expect(nextOutage(begun.outage, null, MINUTE - SECOND)).toEqual({outage: null, tell: null});
  });

  test('is told until somebody takes it', async () => {
    const failed = {kind: 'failed', reason: 'status 500'} as const;
    const {posted, lookWhile} = openLooks([failed, failed]);
    await lookWhile(away, 10);
    expect(posted).toHaveLength(3);
  });
});
