import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {RecordedUnit} from '../../simulate/redis/client.ts';
import {Keyspace} from '../../simulate/redis/keyspace.ts';
import {type Heard, playRound} from '../../simulate/round.ts';
import {openTestRedis, type TestRedis} from '../support/redis.ts';
import {comparable, copyTo, doAgain, realContent, simulatedContent} from './real-redis.ts';

let store: TestRedis;

beforeAll(async () => {
  store = await openTestRedis();
});

afterAll(() => store.close());

const isRecorded = (unit: Heard['unit']): unit is RecordedUnit => 'parts' in unit;

/** Answers may hold what a later command changes. */
const structuredReply = (reply: Heard['reply']): Heard['reply'] =>
  Array.isArray(reply) ? [...reply] : reply;

test.each(['3', '8', '16', '21'])(
  'the simulated Redis answers as a real one does, command by command (seed %s)',
  async seed => {
    await store.empty();
    const {redis} = store;
    const heard: Heard[] = [];
    let isCopied = Promise.resolve();
    await playRound({
      seed,
      only: new Set(),
      onFounded: keys => {
        isCopied = copyTo(redis, keys);
      },
      listen: one => heard.push({...one, reply: structuredReply(one.reply)}),
    });
    await isCopied;
    let compared = 0;
    for (const {unit, reply, now} of heard) {
      if (!isRecorded(unit)) continue;
      const replies = unit.parts.length > 1 && Array.isArray(reply) ? reply : [reply];
      for (const [place, part] of unit.parts.entries()) {
        const real = await doAgain(redis, part, now);
        expect([unit.name, comparable(real, part)]).toEqual([
          unit.name,
          comparable(replies[place] ?? null, part),
        ]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(120);
    const last = heard.at(-1);
    const simulated = simulatedContent(last?.keys ?? new Keyspace());
    const real = await realContent(redis);
    expect(new Map([...real].filter(([key]) => simulated.has(key)))).toEqual(simulated);
    // What lives for a while has passed away here, where minutes pass.
    expect(
      [...real.keys()].filter(key => !simulated.has(key) && !/:(?:slots|waiting)$|addresses/.test(key)),
    ).toEqual([]);
  },
);

/** What is printed of one round by a process in another time zone and language. */
const printed = async (seed: string): Promise<string[]> => {
  const env = {PATH: process.env.PATH, TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'ar_EG.UTF-8'};
  const ran = promisify(execFile)(
    process.execPath,
    ['dist/simulate/main.js', '--seed', seed, '--rounds', '1'],
    {env},
  );
  return (await ran).stdout.split('\n');
};

test('the trace of a seed is the same in another process, time zone and language', async () => {
  const {trace} = await playRound({seed: '77', isTraced: true});
  const lines = await printed('77');
  expect(lines.slice(0, trace.lines.length)).toEqual(trace.lines);
  expect(trace.lines.length).toBeGreaterThan(100);
});
