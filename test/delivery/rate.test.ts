import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {LONGEST_WAIT_IN_HAND_MS, openRate, type Rate, type Turn} from '../../src/delivery/rate.ts';
import {openRedis, type Redis} from '../../src/redis.ts';
import {openTestRedis} from '../support/redis.ts';

const store = await openTestRedis();
let others: Redis[] = [];

beforeEach(store.empty);
afterAll(store.close);

afterEach(async () => {
  await Promise.all(others.map(other => other.quit()));
  others = [];
});

type PerSecond = Parameters<typeof openRate>[0]['perSecond'];

const KEY = 'test:{rate}';

const rateOf = (perSecond: PerSecond): Rate => openRate({...store, perSecond});

/** The rate as a worker on another host has it. */
const elsewhere = (perSecond: PerSecond): Rate => {
  const redis = openRedis(store.url);
  others.push(redis);
  return openRate({redis, prefix: store.prefix, perSecond});
};

/** Asks so often for a chunk, all at the same moment; the answers in order of length. */
const askAtOnce = async (times: number, ...rates: Rate[]): Promise<Turn[]> => {
  const asked = Array.from({length: times}, () => rates.map(rate => rate.takeTurn('chunk')));
  return (await Promise.all(asked.flat())).sort((a, b) => a.waitMs - b.waitMs);
};

/** How long the turns that were given are away. */
const given = (turns: Turn[]) => turns.flatMap(({kind, waitMs}) => (kind === 'taken' ? [waitMs] : []));

/** How long who asks is told to stay away without a turn. */
const refused = async (rate: Rate): Promise<number> => {
  const turn = await rate.takeTurn('chunk');
  expect(turn.kind).toBe('refused');
  return turn.waitMs;
};

describe('turns', () => {
  test('are spaced: the first at once, each further one a second later at one a second', async () => {
    const [first, second, third] = given(await askAtOnce(3, rateOf(1)));
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(1000);
    expect(third).toBeGreaterThan(1000);
    expect(third).toBeLessThanOrEqual(2000);
  });

  test('are shared by all workers on all hosts', async () => {
    const waits = given(await askAtOnce(10, rateOf(1), elsewhere(1)));
    expect(waits).toHaveLength(3);
    expect(new Set(waits).size).toBe(3);
  });

  test('that would be too long in coming are not given, and who asked is told how long to stay away', async () => {
    const rate = rateOf(0.1);
    const turns = await askAtOnce(20, rate);
    expect(given(turns)).toEqual([0]);
    expect(turns[1]?.waitMs).toBeGreaterThan(9000);
    // Nothing was taken by the 19 others: the next turn is still the second one.
    expect(turns.at(-1)?.waitMs).toBeLessThanOrEqual(10_000);
    expect(await refused(rate)).toBeLessThanOrEqual(10_000);
  });

  test('of each instance are its own', async () => {
    const neighbour = openRate({redis: store.redis, prefix: 'neighbour', perSecond: 0.1});
    expect(given(await askAtOnce(3, rateOf(0.1), neighbour))).toEqual([0, 0]);
  });

  test('are free where nothing is limited', async () => {
    expect(given(await askAtOnce(500, rateOf('unlimited')))).toEqual(Array.from({length: 500}, () => 0));
  });
});

describe('the share that is kept for letters', () => {
  /** Moves every turn that was given towards the past, as time does. */
  const pass = async (ms: number) => {
    for (const field of ['next', 'letter']) {
      const at = await store.redis.hget(KEY, field);
      if (at !== null) await store.redis.hset(KEY, field, (Number(at) - ms).toFixed(3));
    }
  };

  const nextTurn = async (): Promise<number> => Number(await store.redis.hget(KEY, 'next'));

  test('gives a letter the turn after all that chunks have, though no chunk gets one any more', async () => {
    const rate = rateOf(1);
    expect(given(await askAtOnce(50, rate))).toHaveLength(3);
    const before = await nextTurn();
    const turn = await elsewhere(1).takeTurn('letter');
    expect(turn.kind).toBe('taken');
    expect(turn.waitMs).toBeGreaterThan(LONGEST_WAIT_IN_HAND_MS);
    expect(turn.waitMs).toBeLessThanOrEqual(LONGEST_WAIT_IN_HAND_MS + 1000);
    // It is a turn of the same line, not one beside it.
    expect(await nextTurn()).toBeCloseTo(before + 1000, 1);
    expect(given(await askAtOnce(1, rate))).toEqual([]);
  });

  test('is one turn in five: a second letter waits with the chunks, and is told how long', async () => {
    const rate = rateOf(1);
    await askAtOnce(50, rate);
    await rate.takeTurn('letter');
    const before = await nextTurn();
    const second = await rate.takeTurn('letter');
    expect(second.kind).toBe('refused');
    expect(second.waitMs).toBeGreaterThan(LONGEST_WAIT_IN_HAND_MS);
    expect(await nextTurn()).toBe(before);
  });

  test.each([1, 3, 7])(
    'is had by letters and left over by them, at %i a second: both get on',
    async perSecond => {
      const rate = rateOf(perSecond);
      await askAtOnce(50, rate);
      const taken = {chunk: 0, letter: 0};
      for (let step = 0; step < 60; step++) {
        // Chunks ask first, and more often than there are turns.
        for (let chunk = 0; chunk < 4; chunk++)
          if ((await rate.takeTurn('chunk')).kind === 'taken') taken.chunk++;
        for (let letter = 0; letter < 2; letter++)
          if ((await rate.takeTurn('letter')).kind === 'taken') taken.letter++;
        await pass(1000 / perSecond);
      }
      expect(taken.letter).toBeGreaterThanOrEqual(12);
      expect(taken.letter).toBeLessThanOrEqual(13);
      expect(taken.chunk).toBeGreaterThanOrEqual(46);
    },
  );

  test('costs chunks nothing while no letter waits', async () => {
    const rate = rateOf(4);
    let taken = given(await askAtOnce(20, rate)).length;
    for (let step = 0; step < 40; step++) {
      await pass(250);
      taken += given([await rate.takeTurn('chunk')]).length;
    }
    expect(taken).toBe(9 + 40);
  });

  test('never breaks the patience that the other side asks for', async () => {
    const rate = rateOf(1);
    await rate.holdBack(60_000, 'a quota');
    const turn = await rate.takeTurn('letter');
    expect(turn.kind).toBe('refused');
    expect(turn.waitMs).toBeGreaterThan(10_000);
  });

  test('is everything where nothing is limited', async () => {
    expect(await rateOf('unlimited').takeTurn('letter')).toMatchObject({kind: 'taken', waitMs: 0});
  });
});

describe('patience that the other side asks for', () => {
  test('holds everybody back, and nobody loses a turn by asking', async () => {
    const rate = rateOf(1000);
    await rate.holdBack(60_000, 'a quota');
    const turns = await askAtOnce(20, rate, elsewhere(1000));
    expect(given(turns)).toEqual([]);
    expect(turns.at(-1)?.waitMs).toBeLessThanOrEqual(60_000);
    expect(await store.redis.hexists('test:{rate}', 'next')).toBe(0);
  });

  test('holds also when it is shorter than a turn may be away: who waited for its end takes a turn then', async () => {
    const rate = rateOf(1000);
    await rate.holdBack(LONGEST_WAIT_IN_HAND_MS / 2, 'a rate limit');
    expect(given(await askAtOnce(20, rate, elsewhere(1000)))).toEqual([]);
  });

  test('is not shortened by a shorter one', async () => {
    const rate = rateOf(1000);
    await rate.holdBack(60_000, 'a quota');
    await rate.holdBack(10, 'a quota');
    expect(await refused(rate)).toBeGreaterThan(10_000);
    await rate.holdBack(120_000, 'a quota');
    expect(await refused(rate)).toBeGreaterThan(60_000);
  });

  test('holds without any limit too', async () => {
    const rate = rateOf('unlimited');
    await rate.holdBack(60_000, 'a quota');
    expect(await refused(rate)).toBeGreaterThan(10_000);
  });

  test('of a part of a millisecond is a whole one', async () => {
    await rateOf(1000).holdBack(0.1, 'a quota');
    expect(Number(await store.redis.hget('test:{rate}', 'notBefore'))).toBeGreaterThan(0);
  });
});

describe('a turn that begins', () => {
  const taken = async (rate: Rate): Promise<Extract<Turn, {kind: 'taken'}>> => {
    const turn = await rate.takeTurn('chunk');
    if (turn.kind === 'refused') throw new Error('no turn');
    return turn;
  };

  const begun = async (turn: Extract<Turn, {kind: 'taken'}>) => {
    const beginning = await turn.begin();
    if (beginning.kind === 'refused') throw new Error(`not before ${beginning.waitMs} ms`);
    return beginning;
  };

  /** Moves all places and all who wait towards the past, as time does. */
  const pass = async (ms: number) => {
    for (const key of [`${KEY}:places`, `${KEY}:waiting`])
      for (const member of await store.redis.zrange(key, '0', '-1'))
        await store.redis.zincrby(key, -ms, String(member));
  };

  test('finds as many places as calls a second: one more waits, however late the others were', async () => {
    const [first, second, third] = [
      await taken(rateOf(2)),
      await taken(elsewhere(2)),
      await taken(rateOf(2)),
    ];
    await begun(first);
    await begun(second);
    const beginning = await third.begin();
    expect(beginning.kind).toBe('refused');
  });

  test('keeps its place for a second after the answer, when answers take no time', async () => {
    const rate = rateOf(1);
    const {end} = await begun(await taken(rate));
    await end();
    const next = await taken(rate);
    const waiting = await next.begin();
    expect(waiting).toMatchObject({kind: 'refused'});
    // Within what an answer and its end take on a busy machine.
    expect('waitMs' in waiting && waiting.waitMs).toBeGreaterThan(900);
    expect('waitMs' in waiting && waiting.waitMs).toBeLessThanOrEqual(1500);
    await pass(1500);
    expect((await next.begin()).kind).toBe('begun');
  });

  test('keeps its place no longer than half a second more, if its worker dies', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const next = await taken(rate);
    await pass(900);
    expect((await next.begin()).kind).toBe('refused');
    await pass(600);
    expect((await next.begin()).kind).toBe('begun');
  });

  test('has its place the longer, the later the answer came than answers do', async () => {
    const rate = rateOf(1);
    await store.redis.hset(KEY, 'chunkTakes', 1000);
    const {end} = await begun(await taken(rate));
    await new Promise(resolve => setTimeout(resolve, 120));
    await end();
    const [, freeAt] = await store.redis.zrange(`${KEY}:places`, '0', '0', 'WITHSCORES');
    const [seconds, us] = await store.redis.time();
    const now = Number(seconds) * 1000 + Number(us) / 1000;
    // It began 120 ms ago or more, and holds for a second from the answer on.
    expect(Number(freeAt) - now).toBeGreaterThan(900);
  });

  test('that waits longest goes first', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const [early, late] = [await taken(rate), await taken(rate)];
    expect((await early.begin()).kind).toBe('refused');
    expect((await late.begin()).kind).toBe('refused');
    await store.redis.del(`${KEY}:places`);
    expect((await late.begin()).kind).toBe('refused');
    expect((await early.begin()).kind).toBe('begun');
  });

  test('and whose worker died while it waited holds nobody up for longer than two seconds', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const [dead, living] = [await taken(rate), await taken(rate)];
    await dead.begin();
    await living.begin();
    await store.redis.del(`${KEY}:places`);
    expect((await living.begin()).kind).toBe('refused');
    await pass(LONGEST_WAIT_IN_HAND_MS);
    expect((await living.begin()).kind).toBe('begun');
  });

  test('waits while the other side asks for patience, though it was given before', async () => {
    const rate = rateOf(1000);
    const turn = await taken(rate);
    await rate.holdBack(60_000, 'a quota');
    const beginning = await turn.begin();
    expect(beginning.kind).toBe('refused');
    expect('waitMs' in beginning && beginning.waitMs).toBeGreaterThan(10_000);
  });

  test('pushes new turns away while it waits', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const late = await taken(rate);
    await late.begin();
    await store.redis.hdel(KEY, 'next');
    expect((await rate.takeTurn('chunk')).waitMs).toBeGreaterThan(900);
  });

  test('of a rate that is no whole number is as far from the next as the rate says', async () => {
    const rate = rateOf(2.5);
    await begun(await taken(rate));
    const beginning = await (await taken(rate)).begin();
    expect('waitMs' in beginning && beginning.waitMs).toBeGreaterThan(300);
    expect('waitMs' in beginning && beginning.waitMs).toBeLessThanOrEqual(900);
  });

  test('neither waits nor is refused for an hour because Redis’ clock was set back by one', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    await (await taken(rate)).begin();
    await pass(-3_600_000);
    await store.redis.hincrbyfloat(KEY, 'next', 3_600_000);
    const turn = await taken(rate);
    expect(turn.waitMs).toBeLessThanOrEqual(1000);
    expect((await turn.begin()).kind).toBe('begun');
  });

  test('never waits where nothing is limited', async () => {
    const rate = rateOf('unlimited');
    for (let call = 0; call < 200; call++) await (await begun(await taken(rate))).end();
    expect(await store.redis.exists(`${KEY}:places`)).toBe(0);
  });
});

describe('a rate that is learned', () => {
  test('begins with two calls a second', async () => {
    // Waits of 0, 500, 1000, 1500 and 2000 ms are given.
    expect(given(await askAtOnce(20, rateOf('learned')))).toHaveLength(5);
  });

  test('is what the other side last said, for all hosts', async () => {
    const rate = rateOf('learned');
    await rate.learn(10);
    await rate.learn(1);
    expect(given(await askAtOnce(10, rate, elsewhere('learned')))).toHaveLength(3);
  });

  test('never becomes none at all', async () => {
    const rate = rateOf('learned');
    await rate.learn(0);
    await rate.learn(-1);
    expect(given(await askAtOnce(20, rate))).toHaveLength(5);
  });
});

describe('a rate that is configured', () => {
  test('learns nothing', async () => {
    const rate = rateOf(1);
    await rate.learn(1000);
    expect(given(await askAtOnce(20, rate))).toHaveLength(3);
  });

  test('holds against what was learned before it was configured', async () => {
    await rateOf('learned').learn(0.1);
    expect(given(await askAtOnce(20, rateOf(1)))).toHaveLength(3);
    expect(await rateOf('unlimited').takeTurn('chunk')).toMatchObject({kind: 'taken', waitMs: 0});
  });
});
