import {createHash} from 'node:crypto';
import {learnReader} from '../src/editions/learning/load-learned.ts';
import type {PaperId} from '../src/papers/paper.ts';
import {parsePaperId} from '../src/papers/paper-id.ts';
import {noInterests, type ReaderInterests} from '../src/ranking/interests.ts';
import {learnLibrary} from '../src/ranking/library/library-profile.ts';
import {type IndexedPaper, indexPapers} from '../src/ranking/paper-index.ts';
import {selectPapers} from '../src/ranking/selection.ts';
import {topicList} from '../src/ranking/topics/topic-list.ts';
import {seededChance} from './evaluate/measures.ts';
import {spaceOf} from './evaluate/space-of.ts';
import type {PartResult} from './part.ts';

const PAPERS = 100;
const READERS = 4_000;

/** Papers of which a space of the full 128 directions is made, and libraries that are learned from. */
const CATALOGUE = 3_200;
const LIBRARIES = 40;
const LIBRARY = 60;

/** Words of an abstract, and how many different ones there are. */
const LENGTH = 180;
const VOCABULARY = 4_000;

/** The speed of the machine: SHA-256 of a kilobyte, which no change here makes faster. */
const HASHES = 20_000;

/** Selections a second and core over 100 candidates, for three kinds of readers; one line each. */
export const benchSelections = (): PartResult => {
  const chance = seededChance(1);
  const paperOf = paperMaker(chance);
  const space = spaceOf(Array.from({length: CATALOGUE}, (_, place) => paperOf(10_000 + place)));
  const index = indexPapers(
    Array.from({length: PAPERS}, (_, place) => paperOf(place)),
    space,
  );
  const liked = Array.from({length: 500}, (_, place) => paperOf(1000 + place));
  const some = <Value>(values: readonly Value[], count: number): Value[] =>
    Array.from({length: count}, () => values[Math.floor(chance() * values.length)]).flatMap(one => one ?? []);
  const names = topicList.map(({name}) => name);
  const brought = Array.from({length: LIBRARIES}, (): Partial<ReaderInterests> => {
    const said = {topics: [], liked: some(liked, 10), disliked: []};
    const papers = some(liked, LIBRARY);
    const texts = papers.map(paper => ({...paper, addedAt: null}));
    const library = {profile: learnLibrary({texts, space}), share: 1, papers};
    const learned = learnReader({reader: said, library, space});
    return {...said, ...(learned ? {learned} : {})};
  });
  const hashes = perSecond(HASHES, hashKilobytes);
  const kinds: [string, string, () => Partial<ReaderInterests>][] = [
    ['plain', 'nothing asked for', () => ({})],
    ['topics', '3 topics, 1 word to avoid', () => ({topics: some(names, 3), avoid: some(['w40', 'w90'], 1)})],
    ['likes', '3 topics and 10 likes', () => ({topics: some(names, 3), liked: some(liked, 10)})],
    ['library', 'a library of 60 and 10 likes', () => some(brought, 1)[0] ?? {}],
  ];
  const measured = kinds.map(([name, says, interestsOf]) => {
    const readers = Array.from(
      {length: READERS},
      (): ReaderInterests => ({...noInterests, papers: 15, ...interestsOf()}),
    );
    const rate = perSecond(READERS, () => {
      for (const interests of readers) selectPapers({index, interests});
    });
    return {name, says, rate};
  });
  return {
    figures: Object.fromEntries(measured.map(({name, rate}) => [`${name}PerSecond`, rate])),
    lines: [
      `SHA-256 of 1 KB: ${Math.round(hashes)} a second (the machine)`,
      ...measured.map(
        ({says, rate}) =>
          `selections over ${PAPERS} candidates, ${says}: ${Math.round(rate)} a second and core, ` +
          `${(rate / hashes).toFixed(3)} of the machine`,
      ),
    ],
  };
};

/**
 * What else a machine does slows a go by what it takes of the caches; the best of so many is what the code
 * costs.
 */
const GOES = 20;

/** By the processor's time. */
const perSecond = (count: number, work: () => void): number => {
  let best = 0;
  for (let go = 0; go < GOES; go++) {
    const before = process.cpuUsage();
    work();
    const {user, system} = process.cpuUsage(before);
    best = Math.max(best, (count * 1_000_000) / (user + system));
  }
  return best;
};

const hashKilobytes = (): void => {
  const kilobyte = Buffer.alloc(1024);
  for (let go = 0; go < HASHES; go++) createHash('sha256').update(kilobyte).digest();
};

/**
 * Made-up papers: words by chance, the first of the vocabulary far oftener than the last, and now and then a
 * topic.
 */
const paperMaker = (chance: () => number) => {
  const words = (count: number) =>
    Array.from({length: count}, () => `w${Math.floor(VOCABULARY ** chance())}`).join(' ');
  const topic = () => topicList[Math.floor(chance() * topicList.length)]?.name ?? '';
  return (place: number): IndexedPaper => ({
    id: idOf(place),
    title: words(9),
    abstract: [words(LENGTH), topic(), topic(), topic()].join(' '),
    keywords: [],
    authors: ['Ada Example'],
    organisation: null,
    links: {code: null},
    votes: PAPERS - (place % PAPERS),
  });
};

const idOf = (place: number): PaperId => {
  const id = parsePaperId(`2603.${String(10_000 + place)}`);
  if (!id) throw new Error(`no id for ${place}`);
  return id;
};
