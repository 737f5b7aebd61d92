import {afterAll, afterEach, beforeEach, describe, expect, test} from 'vitest';
import {MAX_WAIT_IN_HAND_MS, type PermitResult, type Rate} from '../../../src/delivery/rate/rate.ts';
import {KEY, openRates} from './rates.ts';

const {store, endOthers, rateOf, elsewhere} = await openRates();

beforeEach(store.empty);
afterEach(endOthers);
afterAll(store.close);

describe('a permit that begins', () => {
  const taken = async (rate: Rate): Promise<Extract<PermitResult, {kind: 'taken'}>> => {
    const permit = await rate.acquirePermit('chunk');
    if (permit.kind === 'refused') throw new Error('no permit');
    return permit;
  };

  const begun = async (permit: Extract<PermitResult, {kind: 'taken'}>) => {
    const beginning = await permit.begin();
    if (beginning.kind === 'refused') throw new Error(`not before ${beginning.waitMs} ms`);
    return beginning;
  };

  /** Moves all slots and all who wait towards the past, as time does. */
  const pass = async (ms: number) => {
    for (const key of [`${KEY}:slots`, `${KEY}:waiting`])
      for (const member of await store.redis.zrange(key, '0', '-1'))
        await store.redis.zincrby(key, -ms, String(member));
  };

  test('finds as many slots as calls a second: one more waits, however late the others were', async () => {
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

  test('keeps its slot for a second after the answer, when answers take no time', async () => {
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

  test('keeps its slot no longer than half a second more, if its worker dies', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const next = await taken(rate);
    await pass(900);
    expect((await next.begin()).kind).toBe('refused');
    await pass(600);
    expect((await next.begin()).kind).toBe('begun');
  });

  test('has its slot the longer, the later the answer came than answers do', async () => {
    const rate = rateOf(1);
    await store.redis.hset(KEY, 'chunkTakes', 1000);
    const {end} = await begun(await taken(rate));
    await new Promise(resolve => setTimeout(resolve, 120));
    await end();
    const [, freeAt] = await store.redis.zrange(`${KEY}:slots`, '0', '0', 'WITHSCORES');
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
    await store.redis.del(`${KEY}:slots`);
    expect((await late.begin()).kind).toBe('refused');
    expect((await early.begin()).kind).toBe('begun');
  });

  test('and whose worker died while it waited holds nobody up for longer than two seconds', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const [dead, living] = [await taken(rate), await taken(rate)];
    await dead.begin();
    await living.begin();
    await store.redis.del(`${KEY}:slots`);
    expect((await living.begin()).kind).toBe('refused');
    await pass(MAX_WAIT_IN_HAND_MS);
    expect((await living.begin()).kind).toBe('begun');
  });

  test('waits while the other side asks for patience, though it was given before', async () => {
    const rate = rateOf(1000);
    const permit = await taken(rate);
    await rate.backOff(60_000, 'a quota');
    const beginning = await permit.begin();
    expect(beginning.kind).toBe('refused');
    expect('waitMs' in beginning && beginning.waitMs).toBeGreaterThan(10_000);
  });

  test('pushes new permits away while it waits', async () => {
    const rate = rateOf(1);
    await begun(await taken(rate));
    const late = await taken(rate);
    await late.begin();
    await store.redis.hdel(KEY, 'next');
    expect((await rate.acquirePermit('chunk')).waitMs).toBeGreaterThan(900);
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
    const permit = await taken(rate);
    expect(permit.waitMs).toBeLessThanOrEqual(1000);
    expect((await permit.begin()).kind).toBe('begun');
  });

  test('never waits where nothing is limited', async () => {
    const rate = rateOf('unlimited');
    for (let call = 0; call < 200; call++) await (await begun(await taken(rate))).end();
    expect(await store.redis.exists(`${KEY}:slots`)).toBe(0);
  });
});
