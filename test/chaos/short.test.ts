import {afterAll, beforeAll, expect, test} from 'vitest';
import {playRounds} from '../../chaos/play-rounds.ts';
import type {Line} from '../../chaos/report.ts';
import {controls, scenarios} from '../../chaos/scenarios.ts';
import {openWorld, type World} from '../../chaos/world/world.ts';
import {findRedisServer} from '../../local-redis/find-redis-server.ts';

let world: World;

beforeAll(async () => {
  const redisProgram = findRedisServer(process.env.PATH);
  if (redisProgram === null) throw new Error('no redis-server in PATH');
  world = await openWorld({redisProgram, stock: 3});
});

afterAll(() => world.close());

/** One round of each, side by side: most of a round is waiting. */
const playOnce = async (names: string[]): Promise<Line[]> =>
  playRounds({
    world,
    scenarios: [...scenarios, ...controls].filter(({name}) => names.includes(name)),
    rounds: 1,
    seed: 1,
    readers: 300,
    lanes: 3,
    say: () => undefined,
  });

/** What is compared: a reason would say more than a count. */
const outcome = ({scenario, lost, doubled, foreign, untrue, uncertain, wrong}: Line) => ({
  scenario,
  lost,
  doubled,
  foreign,
  untrue,
  uncertain,
  wrong: wrong.map(({why}) => why),
});

const everybodyOnce = (scenario: string) => ({
  scenario,
  lost: 0,
  doubled: 0,
  foreign: 0,
  untrue: 0,
  uncertain: 0,
  wrong: [],
});

const patience = {timeout: 240_000};

test(
  'every reader gets it once, though workers die, everything dies, and answers are lost',
  patience,
  async () => {
    const names = ['kill-worker', 'kill-all', 'lost-after-accept'];
    const lines = await playOnce(names);
    expect(lines.map(outcome)).toEqual(names.map(everybodyOnce));
    expect(lines.map(({kills}) => kills > 0)).toEqual([true, true, false]);
    expect(lines[2]?.repeats).toBeGreaterThan(0);
  },
);

test(
  'the bench is not blind: it sees mails doubled, lost and in doubt where a part is left out',
  patience,
  async () => {
    const lines = await playOnce(['no-key', 'random-token', 'redis-without-aof']);
    const seen = Object.fromEntries(lines.map(line => [line.scenario, line]));
    expect(lines.map(({wrong}) => wrong)).toEqual([[], [], []]);
    expect(seen['no-key']?.doubled).toBeGreaterThan(0);
    expect(seen['random-token']).toMatchObject({doubled: 0});
    expect(seen['random-token']?.uncertain).toBeGreaterThan(0);
    expect(seen['redis-without-aof']?.lost).toBeGreaterThan(0);
  },
);
