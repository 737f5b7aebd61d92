import {expect, test} from 'vitest';
import {planOf} from '../../simulate/scenarios/compare.ts';
import {scenarios} from '../../simulate/scenarios/scenarios.ts';
import {shrink} from '../../simulate/shrink.ts';

const NAME = 'redis-failover-behind-leaving';

/** One round in some twenty shows it: as many as it takes, and far fewer than ever fail to. */
const MOST_ROUNDS = 200;

test('what comes twice in the open window takes a fail-over and a reader who leaves, and no more', {
  timeout: 300_000,
}, async () => {
  const scenario = scenarios.find(({name}) => name === NAME);
  if (!scenario) throw new Error(`${NAME} is no scenario`);
  for (let seed = 1; seed <= MOST_ROUNDS; seed += 1) {
    const plan = planOf(scenario, seed);
    const shrunk = await shrink(`${NAME}/${seed}`, {plan, isShown: ({moved}) => moved > 0});
    if (!shrunk) continue;
    expect(shrunk.outcome).toMatchObject({lost: 0, doubled: 0, wrong: []});
    const [first, second, ...others] = shrunk.strikes.map(({what}) => what);
    expect(first).toMatch(/^a replica that lags takes over; .* forgets \d+ ms$/);
    expect(second).toMatch(/^reader-\d+@example\.org leaves$/);
    expect(others).toEqual([]);
    return;
  }
  throw new Error(`no mail came twice in ${MOST_ROUNDS} rounds: the window may be closed`);
});
