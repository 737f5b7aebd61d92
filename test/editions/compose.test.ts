import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {composeEdition, hashContent, MAX_PAPERS} from '../../src/editions/compose.ts';
import {type Curation, uncurated, type Verdict} from '../../src/editions/curation/curation.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition, parseEditionId} from '../../src/editions/edition-id.ts';
import type {Candidate} from '../../src/papers/paper.ts';
import {anyCandidates, type CandidateInput, candidateOf, shuffled} from '../ranking/candidates.ts';
import {inEnglish, reasonsIn} from '../support/texts/reasons.ts';

const day = dailyEdition('2026-03-12');

const compose = (candidates: Candidate[], id: EditionId = day) => composeEdition({id, candidates});

const paperOf = (input: CandidateInput) => compose([candidateOf(input)]).papers[0];

describe('an edition', () => {
  test('and its hash are the same for the same candidates in any order', () => {
    fc.assert(
      fc.property(
        anyCandidates.chain(candidates => fc.tuple(fc.constant(candidates), shuffled(candidates))),
        ([candidates, otherwise]) => {
          expect(hashContent(compose(otherwise))).toBe(hashContent(compose(candidates)));
        },
      ),
    );
  });

  test('has another hash when one vote, one word or the day is another', () => {
    const candidates = [candidateOf({id: 1, votes: 3}), candidateOf({id: 2, votes: 2, abstract: 'We fold.'})];
    const [first, second] = candidates;
    if (!first || !second) throw new Error('two candidates');
    const hashes = [
      compose(candidates),
      compose([first]),
      compose(candidates, dailyEdition('2026-03-13')),
      compose([{...first, snapshot: {...first.snapshot, votes: 4}}, second]),
      compose([first, {...second, paper: {...second.paper, abstract: 'We fold!'}}]),
    ].map(hashContent);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every(hash => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });

  test('tells how many readers want more like a paper, apart from its upvotes, and is another by it', () => {
    const candidates = [candidateOf({id: 1, votes: 3}), candidateOf({id: 2, votes: 2})];
    const [first] = candidates;
    if (!first) throw new Error('two candidates');
    const wanted = composeEdition({id: day, candidates, likeCounts: new Map([[first.paper.id, 2]])});
    expect(wanted.papers[0]).toMatchObject({
      votes: 3,
      readers: 2,
      reasons: reasonsIn('3 upvotes', 'most upvoted of the day', '2 readers here want more like this'),
    });
    expect(wanted.papers[1]).not.toHaveProperty('readers');
    expect(hashContent(wanted)).not.toBe(hashContent(compose(candidates)));
    expect(hashContent(composeEdition({id: day, candidates, likeCounts: new Map()}))).toBe(
      hashContent(compose(candidates)),
    );
  });

  test('says that readers follow somebody of a paper without votes, neither whom nor how many', () => {
    const candidates = [1, 2, 3].map(id => candidateOf({id, votes: id === 3 ? 5 : null}));
    const [few, three, voted] = candidates.map(({paper}) => paper.id);
    if (!few || !three || !voted) throw new Error('three candidates');
    const followers = (count: number) =>
      composeEdition({
        id: day,
        candidates,
        followerCounts: new Map([
          [few, 2],
          [three, count],
          [voted, 9],
        ]),
      });
    const said = followers(3).papers.filter(({reasons}) => inEnglish(reasons).join().includes('follow'));
    expect(said.map(({id, reasons}) => [id, inEnglish(reasons).at(-1)])).toEqual([
      [three, 'readers here follow its authors, lab or code'],
    ]);
    expect(hashContent(followers(2))).toBe(hashContent(compose(candidates)));
    expect(followers(4).papers.map(({reasons}) => reasons)).toEqual(
      followers(3).papers.map(({reasons}) => reasons),
    );
  });

  test('does not depend on when it was made or what else a snapshot told', () => {
    const candidate = candidateOf({votes: 3});
    const later = {...candidate, snapshot: {...candidate.snapshot, at: 99, stars: 7}};
    expect(hashContent(compose([later]))).toBe(hashContent(compose([candidate])));
  });

  test('carries the first hundred papers and no more', () => {
    const candidates = Array.from({length: 5000}, (_, at) => candidateOf({id: at + 1, votes: at}));
    const {papers} = compose(candidates);
    expect(papers).toHaveLength(MAX_PAPERS);
    expect([papers[0]?.votes, papers.at(-1)?.votes, papers.at(-1)?.rank]).toEqual([4999, 4900, 100]);
  });

  test('without candidates has no papers', () => {
    expect(compose([])).toEqual({id: day, papers: []});
  });

  test('carries both sentences of a summary, and knows the one for a paper in brief', () => {
    const [found, done] = [
      'Experiments show gains of 12% on six lakes.',
      'We propose boats of paper that float.',
    ];
    const paper = paperOf({title: 'Boats of Paper', abstract: `${found} ${done}`});
    expect(paper).toMatchObject({summary: `${found} ${done}`, brief: done});
    expect(paperOf({abstract: ''})).not.toHaveProperty('brief');
  });

  test('says of what a paper is the most upvoted, a day or a week', () => {
    const week = parseEditionId('2026-W11');
    if (week.kind === 'refused') throw new Error(week.reason);
    expect(
      inEnglish(compose([candidateOf({votes: 9}), candidateOf({id: 2})], week.id).papers[0]?.reasons ?? []),
    ).toEqual(['9 upvotes', 'most upvoted of the week']);
    expect(
      inEnglish(compose([candidateOf({votes: 9}), candidateOf({id: 2})]).papers[0]?.reasons ?? []),
    ).toEqual(['9 upvotes', 'most upvoted of the day']);
  });
});

describe('a curated edition', () => {
  const candidates = [1, 2, 3, 4].map(id => candidateOf({id, votes: 10 - id}));
  const papers = candidates.map(({paper}) => paper.id);

  /** Verdicts on papers by their places in the order of the base ranking. */
  const curated = (...verdicts: [number, Verdict][]): Curation => ({
    ...uncurated,
    verdicts: verdicts.flatMap(([place, verdict]) => {
      const paper = papers[place];
      return paper === undefined ? [] : [{paper, verdict}];
    }),
  });

  const composed = (...verdicts: [number, Verdict][]) =>
    composeEdition({id: day, candidates, curation: curated(...verdicts)}).papers;

  test('has pinned papers first, in their order, with the reason besides their votes', () => {
    expect(
      composed([3, 'pin'], [1, 'pin']).map(({id, rank, reasons}) => [id, rank, inEnglish(reasons)]),
    ).toEqual([
      ['2603.00004', 1, ['editor’s pick', '6 upvotes']],
      ['2603.00002', 2, ['editor’s pick', '8 upvotes', '2nd most upvoted of the day']],
      ['2603.00001', 3, ['9 upvotes', 'most upvoted of the day']],
      ['2603.00003', 4, ['7 upvotes', '3rd most upvoted of the day']],
    ]);
  });

  test('is without dropped papers, and calls no other one the first of the day', () => {
    expect(
      composed([0, 'drop'], [2, 'neither']).map(({id, rank, reasons}) => [id, rank, inEnglish(reasons)[1]]),
    ).toEqual([
      ['2603.00002', 1, '2nd most upvoted of the day'],
      ['2603.00003', 2, '3rd most upvoted of the day'],
      ['2603.00004', 3, undefined],
    ]);
  });

  test('carries a pinned paper that its votes alone would leave out, and still a hundred', () => {
    const many = Array.from({length: 150}, (_, at) => candidateOf({id: at + 1, votes: 150 - at}));
    const last = many[149];
    if (!last) throw new Error('the last of 150');
    const curation: Curation = {...uncurated, verdicts: [{paper: last.paper.id, verdict: 'pin'}]};
    const {papers: carried} = composeEdition({id: day, candidates: many, curation});
    expect(carried).toHaveLength(MAX_PAPERS);
    expect([carried[0]?.votes, carried[1]?.votes, carried.at(-1)?.votes]).toEqual([1, 150, 52]);
  });

  test('has its note where there is one, and is another by it', () => {
    const noted = composeEdition({id: day, candidates, curation: {...uncurated, note: 'Good\nmorning'}});
    expect(noted.note).toBe('Good\nmorning');
    expect(hashContent(noted)).not.toBe(hashContent(compose(candidates)));
    expect(compose(candidates)).not.toHaveProperty('note');
  });
});

describe('the authors of a paper', () => {
  const people = (count: number) => Array.from({length: count}, (_, at) => `Author ${at + 1}`);

  test.each([
    [0, 0, 0],
    [1, 1, 0],
    [4, 4, 0],
    [5, 3, 2],
    [664, 3, 661],
  ])('are %i: %i are printed, and %i counted and kept by name', (count, printed, others) => {
    const paper = paperOf({authors: people(count)});
    expect(paper?.authors).toEqual(people(count).slice(0, printed));
    expect(paper?.otherAuthors).toBe(others);
    expect(paper?.furtherAuthors ?? []).toEqual(people(count).slice(printed));
    expect(paper && 'furtherAuthors' in paper).toBe(others > 0);
  });
});
