import type {Paper} from '../../papers/paper.ts';
import {topicList} from '../../ranking/topics/topic-list.ts';
import {topicIndex} from '../../ranking/topics/topics.ts';

/** More topics than these make it no clearer. */
const NAMED_TOPICS = 2;

/** For each of the others what it has in common with a paper, at most two: listed topics, else keywords. */
export const inCommon = (paper: Paper, others: readonly Paper[]): string[][] => {
  const index = topicIndex([paper, ...others]);
  const shared = topicList
    .map(({name}) => ({name, places: index.placesOf(name)}))
    .filter(({places}) => places.includes(0))
    // A topic that few of them have says the most.
    .sort((one, other) => one.places.length - other.places.length);
  return others.map(({keywords}, at) => {
    const topics = shared.filter(({places}) => places.includes(at + 1)).map(({name}) => name);
    const common = () => keywords.filter(one => isWords(one) && paper.keywords.includes(one));
    const names = topics.length > 0 ? topics : common();
    return names.slice(0, NAMED_TOPICS);
  });
};

/** Categories of arXiv (`cs.AI`, `quant-ph`; https://arxiv.org/category_taxonomy) are no words. */
const isWords = (keyword: string): boolean =>
  !/^(?:[a-z-]+\.[a-z-]+|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph)$/i.test(keyword);
