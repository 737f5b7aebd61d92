import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {makeSpace} from '../src/ranking/space/make-space.ts';
import {packSpace, unpackSpace} from '../src/ranking/space/pack-space.ts';
import type {TopicText} from '../src/ranking/topics/topic-texts.ts';
import {defaultFiles, readLists} from './evaluate/files.ts';
import {seededChance} from './evaluate/measures.ts';
import type {PartResult} from './part.ts';

/**
 * In a made-up paper one word in so many is one of another paper, and one in so many is nobody's. By this
 * 50,000 papers have 1.2 million pairs of words, as real ones would: of 1,500, 3,000 and 6,000 real papers
 * twice as many have 1.8 and then 1.9 times the pairs.
 */
const WORDS_A_STRANGER = 14;
const WORDS_A_NEW_ONE = 160;

/** What it takes to make the space of a catalogue, alone in its process. */
export const benchSpace = (papers: number): PartResult => {
  const real = realPapers();
  if (real.length === 0) return {figures: {}, lines: ['skipped: no real papers in ../shared/data']};
  const texts = [...real, ...madeUp(real, papers - real.length)].slice(0, papers);
  collectGarbage();
  const before = {cpu: process.cpuUsage(), at: performance.now(), bytes: process.memoryUsage().rss};
  const {bytes, longestMs, highest} = made(texts);
  const seconds = (performance.now() - before.at) / 1000;
  const {user, system} = process.cpuUsage(before.cpu);
  const space = unpackSpace(bytes);
  const figures = {
    papers: texts.length,
    real: Math.min(real.length, papers),
    cpuSeconds: (user + system) / 1e6,
    seconds,
    longestMs,
    peakMb: highest / 2 ** 20,
    beforeMb: before.bytes / 2 ** 20,
    storedMb: bytes.length / 2 ** 20,
  };
  return {
    figures,
    lines: [
      `${figures.papers} papers, ${figures.real} of them real: ${figures.cpuSeconds.toFixed(1)} s of CPU, ` +
        `${seconds.toFixed(1)} s, the longest stretch without a turn for others ${longestMs.toFixed(0)} ms`,
      `${figures.peakMb.toFixed(0)} MB at the peak (${figures.beforeMb.toFixed(0)} with the texts alone), ` +
        `${figures.storedMb.toFixed(1)} MB stored, ${space?.dimensions} directions, ${space?.version}`,
    ],
  };
};

/** What reading and making up the papers left is no part of the measure. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
};

const made = (texts: TopicText[]): {bytes: Buffer; longestMs: number; highest: number} => {
  const making = makeSpace(texts);
  let longestMs = 0;
  let highest = 0;
  for (let slice = 0; ; slice++) {
    const startedAt = performance.now();
    const step = making.next();
    longestMs = Math.max(longestMs, performance.now() - startedAt);
    const bytes = step.done ? packSpace(step.value) : null;
    if (bytes || slice % SLICES_A_LOOK === 0) highest = Math.max(highest, process.memoryUsage.rss());
    if (bytes) return {bytes, longestMs, highest};
  }
};

/** The memory is looked at every so many slices, of some ten milliseconds each. */
const SLICES_A_LOOK = 8;

const realPapers = (): TopicText[] => {
  const [lists] = defaultFiles();
  const papers = new Map<string, TopicText>();
  for (const {papers: listed} of lists === undefined ? [] : readLists(lists))
    for (const {paper} of listed) papers.set(paper.id, paper);
  return [...papers.values()].map(({title, abstract, keywords}) => ({title, abstract, keywords}));
};

/** Papers of sentences of two real ones, with words of others and new ones among them. */
const madeUp = (real: readonly TopicText[], count: number): TopicText[] => {
  const chance = seededChance(50);
  const oneOf = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(chance() * values.length)] as Value;
  const words = real.map(({abstract}) => abstract.split(/\s+/));
  const changed = (word: string): string => {
    if (chance() < 1 / WORDS_A_NEW_ONE) return `new${Math.floor(50_000 * chance())}`;
    return chance() < 1 / WORDS_A_STRANGER ? oneOf(oneOf(words)) : word;
  };
  return Array.from({length: Math.max(0, count)}, () => {
    const [one, other] = [oneOf(real), oneOf(real)];
    const sentences = [...one.abstract.split(/(?<=\.)\s+/), ...other.abstract.split(/(?<=\.)\s+/)];
    const half = sentences.filter(() => chance() < 0.5).join(' ');
    return {
      title: one.title.split(/\s+/).map(changed).join(' '),
      abstract: half.split(/\s+/).map(changed).join(' '),
      keywords: [...one.keywords],
    };
  });
};
