import {describe, expect, test} from 'vitest';
import type {ReaderInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import {inEnglish, reasonsIn} from '../support/texts/reasons.ts';
import {type CandidateInput, indexedPaper} from './candidates.ts';
import {interestsOf, placesOf, select, selectFrom} from './selections.ts';

const FIVE = ['apples', 'pears', 'apples and pears', 'plums', 'cherries'];

describe('without interests', () => {
  test('a subscriber gets the base ranking, as far as there is room', () => {
    expect(placesOf(select(FIVE, {papers: 3}))).toEqual([0, 1, 2]);
    expect(placesOf(select(FIVE))).toEqual([0, 1, 2, 3, 4]);
  });

  test('no reason is the subscriber’s own', () => {
    expect(select(FIVE).flatMap(({because}) => because)).toEqual([]);
  });
});

describe('what a subscriber has in their library', () => {
  const owning = (...digits: number[]) =>
    selectFrom(
      FIVE.map(title => ({title})),
      {owned: digits.map(id => indexedPaper({id}).id)},
    );

  test('is no news and left out, whatever its votes', () => {
    expect(placesOf(owning(1, 4))).toEqual([1, 2, 4]);
    expect(placesOf(owning(9))).toEqual([0, 1, 2, 3, 4]);
  });

  test('is sent where they have every paper of the edition', () => {
    expect(placesOf(owning(1, 2, 3, 4, 5))).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('of a week', () => {
  const twenty = Array.from({length: 20}, (_, place) => (place < 12 ? 'apples' : 'pears'));
  const papers = twenty.map((title, place) => ({title, votes: 100 - place}));
  const week = indexPapers(
    papers.map((paper, place) => ({
      ...indexedPaper({id: place + 1, ...paper}),
      votesThen: place < 13 ? 100 - place : 10,
    })),
  );
  const choose = (interests: Partial<ReaderInterests>) =>
    placesOf(selectPapers({index: week, interests: interestsOf(interests)}));

  test('a quarter of the places, four at most, are for what rose most after its day', () => {
    expect(choose({papers: 12})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 14, 15]);
    expect(choose({papers: 3})).toEqual([0, 1, 2]);
  });

  test('what a word to avoid stands in is out, however it rose', () => {
    expect(choose({papers: 12, avoid: ['pears']})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('what a subscriber follows', () => {
  test('comes first, each with the reason, and the rest follows in the order of the base ranking', () => {
    expect(select(FIVE, {topics: ['plum', 'cherries']})).toEqual([
      {index: 3, because: reasonsIn('you follow “plum”')},
      {index: 4, because: reasonsIn('you follow “cherries”')},
      {index: 0, because: []},
      {index: 1, because: []},
      {index: 2, because: []},
    ]);
  });

  test('is named once with every topic that a paper is about, and such a paper is first', () => {
    expect(select(FIVE, {topics: ['pears', 'apples']})[0]).toEqual({
      index: 2,
      because: reasonsIn('you follow “pears” and “apples”'),
    });
  });

  test('changes nothing where no paper is about it', () => {
    expect(select(FIVE, {topics: ['quinces', '🙂', '|', 'リンゴ']})).toEqual(select(FIVE));
  });

  test('is found by the other words of the topic list, after what names it itself', () => {
    const titles = ['Cherries', 'Concept erasure at last', 'Plums', 'Machine unlearning at last'];
    expect(select(titles, {topics: ['machine unlearning']}).slice(0, 3)).toEqual([
      {index: 3, because: reasonsIn('you follow “machine unlearning”')},
      {index: 1, because: reasonsIn('you follow “machine unlearning”')},
      {index: 0, because: []},
    ]);
  });

  test('is near a paper that has all of its words apart, and no reason where one is missing', () => {
    const titles = ['Plums', 'Splatting of 3D noise that is gaussian', 'Splatting of gaussian noise'];
    const [first, ...others] = select(titles, {topics: ['3d gaussian splatting']});
    expect(first).toEqual({index: 1, because: reasonsIn('it matches all words of “3d gaussian splatting”')});
    expect(others.flatMap(({because}) => because)).toEqual([]);
  });

  test('goes by votes where it is named alike', () => {
    const papers = [
      {title: 'Pears', votes: 1},
      {title: 'Plums one', votes: 3},
      {title: 'Plums two', votes: 900},
    ];
    expect(placesOf(selectFrom(papers, {topics: ['plums']}))).toEqual([2, 1, 0]);
  });

  test('takes no more than its share while another topic waits', () => {
    const titles = [...Array.from({length: 9}, (_, place) => `Plums plums plums ${place}`), 'Pears'];
    const places = placesOf(select(titles, {topics: ['plums', 'pears'], papers: 6}));
    expect(places.indexOf(9)).toBe(3);
    expect(places).toHaveLength(6);
  });
});

describe('the first papers of the base ranking', () => {
  test('are in whatever a subscriber follows: one of few, two of eight and more', () => {
    const titles = ['Cherries', 'Quinces', ...Array.from({length: 20}, (_, place) => `Plums ${place}`)];
    expect(placesOf(select(titles, {topics: ['plums'], papers: 3})).at(-1)).toBe(0);
    expect(placesOf(select(titles, {topics: ['plums'], papers: 8})).slice(-2)).toEqual([0, 1]);
  });

  test('are what somebody gets who wants a single paper', () => {
    expect(placesOf(select(FIVE, {topics: ['plum'], papers: 1}))).toEqual([0]);
  });
});

describe('words to avoid', () => {
  test('are out, even the first of the base ranking', () => {
    expect(placesOf(select(FIVE, {avoid: ['Apple', 'cherries']}))).toEqual([1, 3]);
    expect(placesOf(select(FIVE, {topics: ['pears'], avoid: ['apples']}))[0]).toBe(1);
  });

  test('that stand in every paper leave the first alone, which says so', () => {
    expect(select(['ripe plums', 'ripe pears'], {topics: ['plums'], avoid: ['ripe']})).toEqual([
      {index: 0, because: reasonsIn('every paper in this edition contains a word you avoid')},
    ]);
  });
});

describe('authors, labs and code hosts that a subscriber follows', () => {
  const papers: CandidateInput[] = [
    {title: 'Plums', authors: ['Grace Example']},
    {title: 'Plums', authors: ['Zoë Sample', 'Ada Example']},
    {title: 'Cherries', organisation: 'Orchard Lab'},
    {title: 'Pears', links: {page: null, pdf: null, code: 'https://github.com/Orchard/pears', project: null}},
  ];

  test.each([
    [{authors: ['zoe sample']}, 1, 'you follow zoe sample'],
    [{labs: ['orchard lab']}, 2, 'you follow orchard lab'],
    [{codeHosts: ['https://github.com/orchard/']}, 3, 'you follow code at github.com/orchard'],
  ])('come before any topic: %j', (followed, place, reason) => {
    const [first, second] = selectFrom(papers, {topics: ['plums'], ...followed});
    expect(first?.index).toBe(place);
    expect(inEnglish(first?.because ?? [])[0]).toBe(reason);
    expect(second?.because).toEqual(reasonsIn('you follow “plums”'));
  });

  test('leave the next place to what does not repeat their papers', () => {
    const ofGrace = 'apples baked slowly with cinnamon';
    const chosen = selectFrom(
      [
        {title: 'plums'},
        {title: 'quinces'},
        {title: ofGrace, authors: ['Grace Example']},
        {title: ofGrace},
        {title: 'apples under the snow'},
      ],
      {authors: ['Grace Example'], topics: ['apples'], papers: 5},
    );
    expect(placesOf(chosen).slice(0, 3)).toEqual([2, 4, 3]);
  });

  test('are found among the names that an edition does not print, too', () => {
    const printed = papers.map((paper, place) => indexedPaper({...paper, id: place + 1}));
    const index = indexPapers(
      printed.map((paper, place) => (place === 2 ? {...paper, furtherAuthors: ['Maria Last']} : paper)),
    );
    const [first] = selectPapers({index, interests: interestsOf({authors: ['maria last']})});
    expect(first).toEqual({index: 2, because: reasonsIn('you follow maria last')});
  });

  test('are met by their whole name only', () => {
    const interests = {authors: ['Example'], labs: ['Orchard'], codeHosts: ['github.com/orch', '']};
    expect(selectFrom(papers, interests)).toEqual(selectFrom(papers));
  });
});

describe('more and less of a paper', () => {
  const papers = ['Storing apples', 'Cutting glass', 'Grafting plum trees', 'Blowing glass'].map(title => ({
    title,
  }));
  const glass = indexedPaper({id: 99, title: 'Glass'});

  test('brings what is like it first, and says so', () => {
    const [first, second, third] = selectFrom(papers, {liked: [glass]});
    expect([first?.index, second?.index].sort()).toEqual([1, 3]);
    expect(first?.because).toEqual(reasonsIn('you asked for more like “Glass”'));
    expect(third).toEqual({index: 0, because: []});
  });

  test('puts what is like the other last, and no topic makes it the subscriber’s own', () => {
    expect(placesOf(selectFrom(papers, {disliked: [glass]}))).toEqual([0, 2, 1, 3]);
  });

  test('is no reason for the very same paper', () => {
    const same = indexedPaper({id: 2, title: 'Cutting glass'});
    for (const {index, because} of selectFrom(papers, {liked: [same]}))
      if (index === 1) expect(because).toEqual([]);
  });
});
