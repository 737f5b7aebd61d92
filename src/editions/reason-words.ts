import type {Speech} from '../../templates/languages/speech.ts';
import {nameInTitle} from '../papers/text.ts';
import type {LeftOut} from '../ranking/avoided.ts';
import type {Reason} from '../ranking/reasons/reason.ts';
import {shortDate, shortDay} from './date-words.ts';
import {parseEditionId} from './edition-id.ts';

/** The one place where reasons become sentences, in the language of who reads them. */

/** More words or topics than these make a sentence no clearer. */
const MAX_NAMED = 3;

type Print<Kind extends Reason['kind']> = (reason: Extract<Reason, {kind: Kind}>, speech: Speech) => string;

const PRINT: {[Kind in Reason['kind']]: Print<Kind>} = {
  topics: ({topics}, speech) =>
    speech.say('reason.topics', {topics: speech.list(topics.map(topic => inQuotes(topic, speech)))}),
  acronym: ({written, topic}, {say}) => say('reason.acronym', {written, topic}),
  close: ({written, topic}, {say}) => say('reason.close', {written, topic}),
  apart: ({topic}, {say}) => say('reason.apart', {topic}),
  library: ({words, like}, {say}) => {
    const told = words.join(', ');
    if (like === undefined)
      return words.length === 0 ? say('reason.closeToLibrary') : say('reason.library', {words: told});
    return words.length === 0
      ? say('reason.closeToLibraryPaper', {title: like})
      : say('reason.libraryPaper', {words: told, title: like});
  },
  liked: ({title}, {say}) => say('reason.liked', {title}),
  'close-to-likes': (_, {say}) => say('reason.closeToLikes'),
  author: ({name, printed}, {say}) =>
    printed === undefined ? say('reason.follow', {name}) : say('reason.followPrinted', {name, printed}),
  lab: ({name}, {say}) => say('reason.follow', {name}),
  code: ({host}, {say}) => say('reason.code', {host}),
  'all-avoided': (_, {say}) => say('reason.allAvoided'),
  'none-in-share': (_, {say}) => say('reason.noneInShare'),
  votes: ({votes}, {say}) => say('count.upvotes', {n: votes}),
  place: ({place, isTied, period}, {say}) => say(`reason.${isTied ? 'tied' : 'place'}.${period}.${place}`),
  new: ({source}, {say}) => say(`reason.new.${source}`),
  readers: ({readers, hasMoved}, {say}) =>
    say(hasMoved ? 'reason.readersMoved' : 'reason.readers', {n: readers}),
  followers: (_, {say}) => say('reason.followers'),
  late: ({day}, speech) => speech.say('reason.late', {day: shortDay(day, speech)}),
  suggested: (_, {say}) => say('reason.suggested'),
  risen: ({gained, since}, speech) =>
    speech.say('reason.risen', {n: gained, since: sinceWhen(since, speech)}),
  picked: (_, {say}) => say('reason.picked'),
  withdrawn: (_, {say}) => say('reason.withdrawn'),
  said: ({text}) => text,
};

/** Why a paper is there, as a part of a sentence without a capital: `you follow “reasoning”`. */
export const reasonInWords = (reason: Reason, speech: Speech): string => {
  const print = PRINT[reason.kind] as Print<Reason['kind']>;
  return print(reason as never, speech);
};

/** Since which edition, in words. */
export const sinceWhen = (since: string, speech: Speech): string => {
  const parsed = parseEditionId(since);
  return parsed.kind === 'edition-id' ? shortDate(parsed.id, speech) : since;
};

/** `“agents”` */
export const inQuotes = (text: string, {say}: Speech): string => say('quoted', {text});

/** `2 papers left out: you avoid “art”`; words beyond the first few are counted. */
export const leftOutInWords = ({papers, words}: LeftOut, speech: Speech): string => {
  const named = words.slice(0, MAX_NAMED).map(word => inQuotes(word, speech));
  const others = words.length - named.length;
  const more = others === 0 ? [] : [speech.say('count.moreWords', {n: others})];
  return speech.say('avoided.papers', {n: papers, words: speech.list([...named, ...more])});
};

/** What a reason is about, as short as it goes. Each can head a group: `reasoning`, `code at github.com`. */
export const labelsOf = (reason: Reason, speech: Speech): string[] => {
  const {say} = speech;
  switch (reason.kind) {
    case 'topics':
      return reason.topics;
    case 'acronym':
    case 'close':
    case 'apart':
      return [reason.topic];
    case 'author':
      return [
        reason.printed === undefined
          ? reason.name
          : say('label.printed', {name: reason.name, printed: reason.printed}),
      ];
    case 'lab':
      return [reason.name];
    case 'code':
      return [say('label.code', {host: reason.host})];
    case 'library':
      return [reasonInWords({kind: 'library', words: reason.words}, speech)];
    case 'liked':
      return [say('label.liked', {title: nameInTitle(reason.title) ?? reason.title})];
    default:
      return [reasonInWords(reason, speech)];
  }
};
