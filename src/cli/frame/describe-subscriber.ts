import {languageOf} from '../../../templates/languages/speech.ts';
import {consentHash} from '../../subscribers/store/consent-texts.ts';
import type {Consent, Subscriber} from '../../subscribers/subscriber.ts';

/** What a subscriber chose and said, in lines for an operator; what they did not choose is not named. */
export const describeChoices = ({
  preferences: {topics, avoid, authors, labs, codeHosts, ...chosen},
  opinions: {more, less},
}: Pick<Subscriber, 'preferences' | 'opinions'>): string[] => [
  [
    `${chosen.frequency} at ${chosen.hour}:00 ${chosen.timezone}, ${chosen.papers} papers`,
    ...named('follows', topics),
    ...named('avoids', avoid),
    ...(chosen.form === 'short' ? ['short form'] : []),
    ...(chosen.arxivShare === null ? [] : [`${chosen.arxivShare} % of them new on arXiv`]),
    ...(chosen.news ? [] : ['no news of their papers']),
    ...(chosen.language === null ? [] : [`in ${languageOf(chosen.language).name}`]),
    ...(chosen.pausedUntil === null ? [] : [`paused until ${chosen.pausedUntil}`]),
  ].join(', '),
  ...named('follows the authors', authors),
  ...named('follows the labs', labs),
  ...named('follows code at', codeHosts),
  ...named('wants more like', more),
  ...named('wants less like', less),
];

const named = (what: string, words: string[]): string[] =>
  words.length === 0 ? [] : [`${what} ${words.join('; ')}`];

/** The consent that a subscription rests on, in lines for an operator. */
export const describeConsent = (consent: Consent | null): string[] => {
  if (!consent) return ['no consent on record'];
  const {text, via, askedAt, confirmedAt} = consent;
  const confirmed =
    confirmedAt === null ? 'not confirmed' : `confirmed ${new Date(confirmedAt).toISOString()}`;
  return [
    `consent by ${via}: ${text}`,
    `asked ${new Date(askedAt).toISOString()}, ${confirmed}, sha256 ${consentHash(text)}`,
  ];
};
