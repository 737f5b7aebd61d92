import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import type {PaperId} from '../../src/papers/paper.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {
  MAX_OPINIONS,
  type Opinion,
  opinionOn,
  parseOpinions,
  withOpinion,
} from '../../src/subscribers/opinions.ts';
import {noOpinions, type Opinions} from '../../src/subscribers/subscriber.ts';
import {giveOpinion} from '../../src/use-cases/subscribers/give-opinion.ts';
import {unsubscribe} from '../../src/use-cases/subscribers/unsubscribe.ts';
import {anyText, draftOf, named, noon, openTestStore} from '../support/open-store.ts';
import {depsAt} from '../support/subscription-deps.ts';

const paper = (number: number): PaperId => {
  const id = parsePaperId(`2603.${String(10_000 + number)}`);
  if (!id) throw new Error('the test needs an id');
  return id;
};

const [one, two] = [paper(1), paper(2)];

const anyOpinions = fc.array(
  fc.record({paper: fc.nat(120).map(paper), opinion: fc.constantFrom<Opinion>('more', 'less', 'none')}),
  {maxLength: 200},
);

const said = (given: {paper: PaperId; opinion: Opinion}[]): Opinions =>
  given.reduce<Opinions>(withOpinion, noOpinions);

describe('opinions', () => {
  test('are kept by paper, the newest last, and the other one is forgotten', () => {
    const both = said([
      {paper: one, opinion: 'more'},
      {paper: two, opinion: 'more'},
    ]);
    expect(both).toEqual({more: [one, two], less: []});
    expect(withOpinion(both, {paper: one, opinion: 'less'})).toEqual({more: [two], less: [one]});
    expect(withOpinion(both, {paper: two, opinion: 'none'})).toEqual({more: [one], less: []});
  });

  test('are at most fifty on each side: the oldest fall out', () => {
    const many = said(
      Array.from({length: MAX_OPINIONS + 2}, (_, place) => ({paper: paper(place), opinion: 'less'})),
    );
    expect(many.less).toHaveLength(50);
    expect([many.less[0], many.less.at(-1)]).toEqual([paper(2), paper(51)]);
  });

  test('hold no paper twice, say of the last one what was said last, and never outgrow their bounds', () => {
    fc.assert(
      fc.property(anyOpinions, given => {
        const kept = said(given);
        const all = [...kept.more, ...kept.less];
        expect(new Set(all).size).toBe(all.length);
        expect(Math.max(kept.more.length, kept.less.length)).toBeLessThanOrEqual(MAX_OPINIONS);
        const last = given.at(-1);
        if (last) expect(opinionOn(last.paper, kept)).toBe(last.opinion);
      }),
    );
  });
});

describe('opinions in a row of CSV', () => {
  const kept: Opinions = {more: [one], less: [two]};

  test('are ids in any form; an empty cell leaves what is kept, a separator alone empties it', () => {
    expect(parseOpinions({more: 'arXiv:2603.10001v2; https://arxiv.org/abs/2603.10002;'})).toEqual({
      kind: 'opinions',
      opinions: {more: [one, two], less: []},
    });
    expect(parseOpinions({more: '', less: ''}, kept)).toEqual({kind: 'opinions', opinions: kept});
    expect(parseOpinions({more: ';'}, kept)).toEqual({kind: 'opinions', opinions: {more: [], less: [two]}});
  });

  test('say the other thing of a paper that is kept', () => {
    expect(parseOpinions({more: two}, kept)).toEqual({kind: 'opinions', opinions: {more: [two], less: []}});
  });

  test.each(
    named([
      [{more: '2603.10001; cats'}, 'more_like " cats" is not a paper ID'],
      [{less: '2603.1'}, 'less_like "2603.1" is not a paper ID'],
      [{more: '2603.10001;'.repeat(51)}, 'more_like names 51 papers; the limit is 50'],
      [{more: one, less: one}, 'paper 2603.10001 stands in more_like and in less_like'],
    ]),
  )('are refused with the column, the value and the rule: $name', ({input, expected}) => {
    expect(parseOpinions(input)).toEqual({kind: 'refused', problems: [expected]});
  });

  test('are read or refused, whatever the cells hold', () => {
    fc.assert(
      fc.property(anyText(400), anyText(400), (more, less) => {
        const reading = parseOpinions({more, less});
        if (reading.kind === 'refused')
          for (const line of reading.problems) expect(line).not.toMatch(/[\r\n]/);
        else for (const id of reading.opinions.more) expect(parsePaperId(id)).toBe(id);
      }),
    );
  });
});

describe('giving an opinion', async () => {
  const store = await openTestStore();
  const {subscribers} = store;
  beforeEach(store.empty);
  afterAll(store.close);

  const reader = async (epoch = 0) => {
    const {subscriber} = await subscribers.add(draftOf('reader@example.org', {epoch}));
    return subscriber;
  };
  const give = (opinion: Opinion, link = {number: 1, epoch: 0}, of = one) =>
    giveOpinion(depsAt(subscribers, 0), {link, paper: of, opinion});

  test('is kept with the subscriber, and again changes nothing', async () => {
    await reader();
    expect(await give('more')).toMatchObject({
      kind: 'given',
      subscriber: {opinions: {more: [one], less: []}},
    });
    expect(await give('more')).toMatchObject({kind: 'unchanged'});
    expect(await give('none')).toMatchObject({kind: 'given', subscriber: {opinions: noOpinions}});
    expect((await subscribers.read([1]))[0]?.opinions).toEqual(noOpinions);
  });

  test('by a link of an ended epoch, or of nobody, is void', async () => {
    const before = await reader(3);
    expect(await give('more', {number: 1, epoch: 2})).toEqual({kind: 'void'});
    expect(await give('more', {number: 2, epoch: 3})).toEqual({kind: 'void'});
    expect(await subscribers.read([1])).toEqual([before]);
  });

  test('is for those who get papers', async () => {
    await reader();
    await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
    expect(await give('less', {number: 1, epoch: 9})).toEqual({kind: 'not-active'});
    expect((await subscribers.read([1]))[0]?.opinions).toEqual(noOpinions);
  });

  test('of fifty papers at once loses none', async () => {
    await reader();
    const papers = Array.from({length: 50}, (_, place) => paper(place));
    await Promise.all(papers.map(of => give('more', {number: 1, epoch: 0}, of)));
    expect((await subscribers.read([1]))[0]?.opinions.more.toSorted()).toEqual(papers);
  });
});
