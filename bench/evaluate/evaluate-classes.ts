import {noInterests} from '../../src/ranking/interests.ts';
import {indexPapers, type PaperIndex} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import type {DayList} from './files.ts';
import {table} from './table.ts';
import {type JudgedTopic, topicClasses} from './topic-classes.ts';

/** What following one topic did on one day, over the whole of the day's list. */
type Outcome = {
  /** Papers that stand before others because of the topic. */
  promoted: number;
  /** Those of them that neither say the topic nor have two of its words. */
  hollow: number;
  isFirstHollow: boolean;
  /** Papers that say the topic, and those of them that were promoted. */
  said: number;
  found: number;
};

type ClassDay = {index: PaperIndex; texts: string[]};

/**
 * Follows each topic of each class on each day, with all that the product sees of a paper; Markdown, one row
 * a class and topic.
 */
export const evaluateClasses = (lists: DayList[]): string => {
  const days = lists.map(toClassDay);
  const rows = topicClasses.flatMap(({name, topics}) => {
    const outcomes = topics.map(topic => days.map(day => follow(day, topic)));
    return [
      rowOf(`**${name}**`, outcomes.flat()),
      ...topics.map(({topic}, place) => rowOf(topic, outcomes[place] ?? [])),
    ];
  });
  return table([
    ['topic', 'promoted', 'hollow', 'hollow firsts, days', 'say it', 'of them promoted'],
    ...rows,
  ]);
};

const toClassDay = ({papers}: DayList): ClassDay => {
  const ordered = [...papers].sort((a, b) => b.votes - a.votes);
  return {
    index: indexPapers(ordered.map(({paper, votes}) => ({...paper, votes}))),
    texts: ordered.map(({paper}) => [paper.title, ...paper.keywords, paper.abstract].join(' | ')),
  };
};

const follow = ({index, texts}: ClassDay, judged: JudgedTopic): Outcome => {
  const papers = Math.max(1, texts.length);
  const interests = {...noInterests, topics: [judged.topic.toLowerCase()], papers};
  const selection = selectPapers({index, interests});
  const promoted = selection.filter(({because}) => because.length > 0).map(({index: place}) => place);
  const isHollow = (place: number) => !isAbout(texts[place] ?? '', judged);
  const says = [...texts.keys()].filter(place => judged.says.test(texts[place] ?? ''));
  const first = promoted[0];
  return {
    promoted: promoted.length,
    hollow: promoted.filter(isHollow).length,
    isFirstHollow: first !== undefined && isHollow(first),
    said: says.length,
    found: says.filter(place => promoted.includes(place)).length,
  };
};

const MIN_WORDS = 2;

const isAbout = (text: string, {says, words}: JudgedTopic): boolean =>
  says.test(text) || words.filter(word => word.test(text)).length >= MIN_WORDS;

const rowOf = (name: string, outcomes: Outcome[]): string[] => {
  const sum = (key: 'promoted' | 'hollow' | 'said' | 'found') =>
    outcomes.reduce((total, one) => total + one[key], 0);
  return [
    name,
    String(sum('promoted')),
    String(sum('hollow')),
    String(outcomes.filter(({isFirstHollow}) => isFirstHollow).length),
    String(sum('said')),
    String(sum('found')),
  ];
};
