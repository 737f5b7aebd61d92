import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {large, scenarios as ofBench} from '../../chaos/scenarios.ts';
import {isFailed} from '../../simulate/judge/judge.ts';
import {plantedFaults} from '../../simulate/planted/faults.mjs';
import {playRound} from '../../simulate/round.ts';
import {planOf} from '../../simulate/scenarios/compare.ts';
import {scenarios} from '../../simulate/scenarios/scenarios.ts';
import {addTo, emptySum, lineOf} from '../../simulate/sum.ts';

/** For who runs this tier alone; five thousand are played in the slow one. */
const ROUNDS = 100;

test('in rounds of chance nobody is lost or doubled, and every doubt has its cause', {
  timeout: 300_000,
}, async () => {
  const sum = emptySum(1);
  for (let seed = 1; seed <= ROUNDS; seed += 1)
    addTo(sum, seed, lineOf(await playRound({seed: String(seed)})));
  expect(sum).toMatchObject({rounds: ROUNDS, lost: 0, doubled: 0, unexplained: 0, failed: []});
  expect(sum.mails).toBeGreaterThan(5 * ROUNDS);
  expect(sum.faults).toBeGreaterThan(3 * ROUNDS);
});

test('the same seed gives the same trace, whatever was played before it', async () => {
  const first = await playRound({seed: '77', isTraced: true});
  await playRound({seed: '78'});
  const second = await playRound({seed: '77', isTraced: true});
  expect(second.trace.lines).toEqual(first.trace.lines);
  expect(second.trace.sum).toBe(first.trace.sum);
  expect(first.trace.lines.join('\n')).not.toMatch(/\d\d:\d\d:\d\d/);
});

test('a round without its faults sends to everybody once', async () => {
  const {outcome} = await playRound({seed: '2', only: new Set()});
  expect(isFailed(outcome)).toBe(false);
  expect(outcome.mails).toBe(5);
});

/** Each failed once, for the reason that stands beside it. */
const SEEDS: [seed: string, why: string][] = [
  ['363', 'a wave was noted as planned on the Redis that took over and lacked its plan'],
  ['222', 'a worker ended a chunk that was frozen again, of a Redis that held the older freeze'],
  ['44', 'readers were planned into a run that the Redis that took over did not have'],
  ['2119', 'the Redis that took over had a plan, and not the mark that its edition has open chunks'],
  ['103220', 'a worker with the fence of a claim that Redis forgot renewed a chunk that was split'],
  [
    '105199',
    'a definite no cleared the doubt of an earlier call, since Redis had forgotten that a later began',
  ],
  ['112662', 'a claim had the fence of one that Redis forgot, whose worker froze a chunk for other readers'],
  ['4829', 'a pause of an edition that was still to be built was taken for one in force'],
  ['311176', 'a letter whose record Redis forgot in a call was remembered for ever'],
  ['513664', 'a letter was called of a number that somebody else had by then'],
  ['103038', 'a call of a key was judged by the mails that an earlier one had, before Redis forgot it'],
];

test.each(SEEDS)('seed %s holds: %s', async seed => {
  const {outcome} = await playRound({seed});
  expect(outcome).toMatchObject({lost: 0, doubled: 0, unexplained: 0, wrong: []});
});

test('each scenario of the chaos bench is played here, but those of 100,000 readers', () => {
  expect(scenarios.map(({name}) => name).sort()).toEqual(ofBench.map(({name}) => name).sort());
  expect(large.map(({name}) => name)).toEqual(['large-25', 'large-50', 'large-75']);
});

test.each(
  scenarios.filter(({name}) => /^(?:kill-all|power-cut|redis-failover-behind|everything)$/.test(name)),
)('the faults of $name lose and double nothing here, either', async scenario => {
  const {outcome, strikes} = await playRound({seed: `${scenario.name}/1`, plan: planOf(scenario, 1)});
  expect(outcome).toMatchObject({lost: 0, doubled: 0, moved: 0, uncertain: 0, untrue: 0, wrong: []});
  expect(strikes.length).toBeGreaterThan(0);
});

test.each(plantedFaults.filter(({file}) => file.endsWith('.lua')))(
  'where "$name" is planted stands what it replaces',
  ({file, from}) => {
    expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
  },
);
