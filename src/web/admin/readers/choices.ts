import {html} from 'hono/html';
import {nextDelivery} from '../../../editions/next-delivery.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {Html} from '../../frame/layout.ts';
import {timeOf} from '../words.ts';

/** What a reader chose and said. */
export const choicesList = (subscriber: Subscriber, now: number): Html => html`<dl>
${pairsOf(subscriber, now).map(
  ([name, words]) => html`<dt>${name}</dt><dd dir="auto">${words}</dd>\n`,
)}</dl>`;

const pairsOf = (subscriber: Subscriber, now: number): [string, string][] => {
  const {preferences, opinions, consent, state} = subscriber;
  const {frequency, hour, timezone, papers, form, topics, avoid, authors, labs, pausedUntil} = preferences;
  const words = (name: string, list: string[]): [string, string][] =>
    list.length === 0 ? [] : [[name, list.join(', ')]];
  const next = state === 'active' ? nextDelivery(preferences, now) : null;
  return [
    ['When', `${frequency} at ${String(hour).padStart(2, '0')}:00, ${timezone}`],
    ['Papers', form === 'short' ? 'short form' : String(papers)],
    ...words('Topics', topics),
    ...words('Avoided', avoid),
    ...words('Authors', authors),
    ...words('Labs', labs),
    ['Said of papers', `${opinions.more.length} more, ${opinions.less.length} less`],
    ...(pausedUntil === null ? [] : [['Paused until', pausedUntil] as [string, string]]),
    ['Consent', consent === null ? 'none on record' : consentInWords(consent)],
    ['Next mail', next === null ? 'none' : `${next.text.replace('T', ' ')}, their time`],
  ];
};

const consentInWords = ({via, askedAt, confirmedAt}: NonNullable<Subscriber['consent']>): string =>
  `by ${via}, asked ${timeOf(askedAt)}, ` +
  (confirmedAt === null ? 'not confirmed' : `confirmed ${timeOf(confirmedAt)}`);
