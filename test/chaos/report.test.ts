import {expect, test} from 'vitest';
import {addUp, asMarkdown, asText, headline, whatCallsMet, whyWrong} from '../../chaos/report.ts';
import type {RoundResult} from '../../chaos/round.ts';
import type {Scenario} from '../../chaos/scenario.ts';
import {openRandom} from '../../chaos/seed.ts';

const scenario: Scenario = {
  name: 'kill-worker',
  says: 'a worker is killed',
  rounds: 1,
  play: async () => undefined,
};
const control: Scenario = {...scenario, name: 'no-key', control: 'no-key', mustShow: 'doubled'};

const round: RoundResult = {
  scenario: 'kill-worker',
  seed: 7,
  readers: 500,
  mails: 500,
  lost: 0,
  doubled: 0,
  foreign: 0,
  untrue: 0,
  uncertain: 0,
  pending: 0,
  imbalance: null,
  acceptedAt: [1000, 4000, 9000],
  kills: [500, 3500, 9500],
  crashes: 0,
  failedStarts: 0,
  faults: 2,
  repeats: 1,
  seconds: 8,
  stuck: null,
  unmet: [],
  calls: 7,
  met: {reset: 2},
  mostInASecond: 5,
};

test.each([
  ['a lost mail', {lost: 1}, '1 lost'],
  ['a doubled mail', {doubled: 2}, '2 doubled'],
  ['a foreign mail', {foreign: 1}, '1 foreign'],
  ['a ledger that is wrong', {untrue: 1}, '1 untrue'],
  ['a reader nobody knows about', {uncertain: 100}, '100 uncertain'],
  ['a process that crashed', {crashes: 1}, '1 crashes'],
  ['counts that do not balance', {imbalance: 'they do not'}, 'they do not'],
  ['a process that could not start', {failedStarts: 1}, '1 failed starts'],
  ['a fault that did not come about', {unmet: ['writes failed']}, 'it was not so that writes failed'],
  ['a round that does not end', {stuck: 'sending: waits'}, 'sending: waits'],
])('%s makes a round wrong', (_, seen, why) => {
  expect(whyWrong(scenario, round)).toBeNull();
  expect(whyWrong(scenario, {...round, ...seen})).toBe(why);
});

test('uncertain readers are right where an outage was longer than Resend knows a key', () => {
  expect(whyWrong({...scenario, spansADay: true}, {...round, uncertain: 100})).toBeNull();
});

test('a start may fail where nothing can be opened for a while', () => {
  expect(whyWrong({...scenario, mayFailToStart: true}, {...round, failedStarts: 2})).toBeNull();
});

test('more calls within a second than are allowed are wrong where that is judged', () => {
  const limited = {...scenario, callsASecond: 5};
  expect(whyWrong(limited, round)).toBeNull();
  expect(whyWrong(limited, {...round, mostInASecond: 6})).toBe('6 calls within a second, of 5 allowed');
  expect(whyWrong(scenario, {...round, mostInASecond: 6})).toBeNull();
});

test('an open window is told apart and not judged, but for what no lost write excuses', () => {
  const open = {...scenario, isReported: true};
  const seen = {...round, lost: 1, doubled: 2, uncertain: 3, untrue: 4};
  const line = addUp(open, [seen]);
  expect(line.isAsItShould).toBe(true);
  expect(asText([line])).toMatch(/an open window, 4 untrue$/);
  expect(headline([line, addUp(scenario, [round])])).toSatisfy((told: string) =>
    [
      'in 1 rounds, 500 mails due: 0 lost, 0 doubled, 0 uncertain',
      'open window: kill-worker, 1 rounds, 500 mails due: 1 lost, 2 doubled, 3 uncertain, 4 told untruly',
    ].every(part => told.includes(part)),
  );
  expect(whyWrong(open, {...seen, foreign: 1})).toBe('1 foreign');
  expect(whyWrong(open, {...seen, stuck: 'sending'})).toBe('sending');
});

test('what cannot be played here is said in the table, and is not counted as held', () => {
  const line = addUp(scenario, [], 'no tmpfs');
  expect(line.isAsItShould).toBe(false);
  expect(asText([line])).toContain('NOT PLAYED: no tmpfs');
});

test('what the calls met is told in a line for each scenario that has any', () => {
  const calm = {...round, met: {}};
  expect(whatCallsMet([addUp(scenario, [round, round]), addUp(scenario, [calm])])).toBe(
    'kill-worker: 14 calls met 4 reset',
  );
});

test('a doubt that a control must show is no second mail', () => {
  const doubting: Scenario = {...control, mustShow: 'uncertain'};
  expect(whyWrong(doubting, {...round, uncertain: 100})).toBeNull();
  expect(whyWrong(doubting, {...round, uncertain: 100, doubled: 1})).toBe('1 doubled');
});

test('a control is right only when it shows what it must, on mails that were sent', () => {
  expect(whyWrong(control, {...round, doubled: 3})).toBeNull();
  expect(whyWrong(control, {...round, lost: 3})).toContain('nothing doubled');
  expect(whyWrong(control, {...round, mails: 0, doubled: 3})).toContain('of 0 mails');
});

test('the wait after a kill ends with the next accepted call', () => {
  expect(addUp(scenario, [round]).againWithin).toBe(0.5);
  expect(addUp(scenario, [{...round, kills: [1500]}]).againWithin).toBe(2.5);
  expect(addUp(scenario, [{...round, kills: []}]).againWithin).toBeNull();
});

test('the bound of a rate that was never seen is three by the number of rounds', () => {
  const line = addUp(
    scenario,
    Array.from({length: 300}, () => round),
  );
  expect(headline([line])).toContain('rarer than 1.00 %');
  expect(headline([line])).toContain('900 kill -9');
  expect(headline([addUp(scenario, [{...round, lost: 1}])])).not.toContain('rarer');
});

test('controls are not counted among the mails that were due, and say whether they failed', () => {
  const lines = [addUp(scenario, [round]), addUp(control, [{...round, doubled: 3}]), addUp(control, [round])];
  expect(headline(lines)).toContain('in 1 rounds, 500 mails due: 0 lost, 0 doubled');
  expect(asText(lines)).toMatch(/held\n.*fails, as it must\n.*DOES NOT FAIL/);
  expect(asMarkdown(lines)).toContain('| a worker is killed (`kill-worker`) | 1 | 3 | 2 |');
});

test('a seed gives the same chance again, and another seed another', () => {
  const draw = (seed: string) => {
    const random = openRandom(seed);
    return Array.from({length: 200}, () => random.whole(1, 6));
  };
  expect(draw('kill-worker/7')).toEqual(draw('kill-worker/7'));
  expect(draw('kill-worker/7')).not.toEqual(draw('kill-worker/8'));
  expect([...new Set(draw('kill-worker/7'))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
