import {DAY, HOUR} from '../src/clock.ts';
import type {SourceItem} from '../src/papers/paper.ts';
import {arxivPage, arxivPdf, parsePaperId} from '../src/papers/paper-id.ts';
import {topicList} from '../src/ranking/topics/topic-list.ts';
import {seededChance} from './evaluate/measures.ts';

/** As many different words as the abstracts of some days have. */
const VOCABULARY = 4_000;

/** Papers of a day that nobody wrote, of the length of real ones; the first have the most votes. */
export const madeUpPapers = (day: string, count: number): SourceItem[] => {
  const chance = seededChance(5);
  const words = (count: number) =>
    Array.from({length: count}, () => `word${Math.floor(VOCABULARY ** chance())}`).join(' ');
  const topic = () => topicList[Math.floor(chance() * topicList.length)]?.name ?? '';
  return Array.from({length: count}, (_, place) => {
    const id = parsePaperId(`2603.${10_000 + place}`);
    if (!id) throw new Error('a made-up paper has no id');
    return {
      day,
      paper: {
        ...{id, title: `Learning ${words(8)}`, summary: `We study ${topic()} and ${words(24)}.`},
        abstract: `We study ${words(90)} ${topic()} with ${words(90)} ${topic()}.`,
        ...{authors: ['Ada Example', 'Ben Example'], organisation: 'Example Lab', keywords: []},
        ...{publishedAt: null, source: 'hugging-face'},
        links: {page: arxivPage(id), pdf: arxivPdf(id), code: null, project: null},
      },
      snapshot: {at: Date.parse(day) + 12 * HOUR, votes: 300 - 3 * place, comments: 1, stars: null},
    };
  });
};

/** The day before an instant, whose papers are known. */
export const dayBefore = (now: number): string => new Date(now - DAY).toISOString().slice(0, 10);

/** A file of readers: three in ten want nothing of their own, the others have one to three topics. */
export async function* readerRows(readers: number, hour: number): AsyncIterable<string> {
  const chance = seededChance(6);
  const topics = topicList.map(({name}) => name);
  const pick = () => topics[Math.floor(chance() * topics.length)] ?? '';
  yield 'email,status,timezone,hour,frequency,topics\n';
  for (let reader = 1; reader <= readers; reader += 1) {
    const wanted = chance() < 0.3 ? [] : Array.from({length: 1 + Math.floor(3 * chance())}, pick);
    yield `reader-${reader}@mail.example.org,active,UTC,${hour},daily,${wanted.join(';')}\n`;
  }
}
