import type {Speech} from '../../../templates/languages/speech.ts';
import {longDay} from '../../editions/date-words.ts';
import type {EditionContent} from '../../editions/edition.ts';
import {inQuotes} from '../../editions/reason-words.ts';
import {dateOf} from '../../mail/wording.ts';
import {parseAuthorName} from '../../ranking/author-names.ts';
import {findAvoided} from '../../ranking/avoided.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

/** More than these make no sentence clearer. */
const NAMED_WORDS = 5;

/** More titles than these are counted. */
const NAMED_TITLES = 3;

/** What a subscriber's choices do to their mail, in plain words, and what they did to the latest edition. */
export const whyThese = (
  subscriber: Pick<Subscriber, 'preferences' | 'opinions'>,
  latest: EditionContent | null,
  speech: Speech,
): string[] => {
  const {say} = speech;
  const {avoid, papers, arxivShare, pausedUntil} = subscriber.preferences;
  return [
    ...(pausedUntil === null ? [] : [say('why.paused', {day: longDay(pausedUntil, speech)})]),
    ...whatComesFirst(subscriber, speech),
    ...(avoid.length === 0 ? [] : [say('why.avoid', {words: listed(quotedEach(avoid, speech), speech)})]),
    ...(latest === null ? [] : leftOutOf(latest, avoid, speech)),
    ...(arxivShare === null ? [] : [shareInWords(arxivShare, speech)]),
    say('why.amount', {n: papers}),
    say('why.nothingElse'),
  ];
};

const leftOutOf = ({id, papers}: EditionContent, avoid: string[], speech: Speech): string[] =>
  findAvoided(papers, avoid).map(({word, places}) => {
    const titles = places.map(place => papers[place]?.title ?? '');
    return speech.say('why.leftOut', {
      n: places.length,
      date: dateOf(id, speech).long,
      word: inQuotes(word, speech),
      titles: listed(quotedEach(titles, speech), speech, NAMED_TITLES),
    });
  });

/** What a name does that is not the whole of one, since others may share it or nobody has it. */
const looseNames = (authors: string[], speech: Speech): string[] =>
  authors.flatMap(author => {
    const kind = parseAuthorName(author)?.kind;
    if (kind === 'initials') return [speech.say('why.initials', {name: inQuotes(author, speech)})];
    if (kind !== 'single') return [];
    return [speech.say('why.single', {name: inQuotes(author, speech)})];
  });

const shareInWords = (share: number, {say}: Speech): string => {
  if (share === 0) return say('why.share.none');
  return share === 100 ? say('why.share.all') : say('why.share.some', {share});
};

const whatComesFirst = (
  {
    preferences: {topics, authors, labs, codeHosts},
    opinions: {more, less},
  }: Pick<Subscriber, 'preferences' | 'opinions'>,
  speech: Speech,
): string[] => {
  const {say} = speech;
  const whom = [...authors, ...labs, ...codeHosts.map(host => say('why.code', {host}))];
  const first = whom.length === 0 ? 'why.topicsFirst' : 'why.topicsNext';
  const own = [
    ...(whom.length === 0 ? [] : [say('why.follow', {names: listed(whom, speech)})]),
    ...looseNames(authors, speech),
    ...(topics.length === 0
      ? []
      : [say(first, {n: topics.length, names: listed(quotedEach(topics, speech), speech)})]),
    ...(more.length === 0 ? [] : [say('why.more', {n: more.length})]),
    ...(less.length === 0 ? [] : [say('why.less', {n: less.length})]),
  ];
  if (own.length === 0) return [say('why.noTopics')];
  return topics.length > 0 ? own : [...own, say('why.rest')];
};

const quotedEach = (words: string[], speech: Speech): string[] => words.map(word => inQuotes(word, speech));

/** `“agents”, “video” and 3 more` */
const listed = (words: string[], speech: Speech, most = NAMED_WORDS): string => {
  const others = words.length - most;
  if (others <= 0) return speech.list(words);
  return speech.say('names.more', {names: words.slice(0, most).join(speech.say('comma')), n: others});
};
