import {html} from 'hono/html';
import type {MessageKey, Speech} from '../../../templates/languages/speech.ts';
import type {Html} from '../frame/layout.ts';

type Values = Readonly<Record<string, Html | string | number>>;

/** A message in which markup may stand: values may be HTML, and `*words*` are bold. */
export const inHtml = (speech: Speech, key: MessageKey, values: Values = {}): Html => {
  const parts = speech.sayInParts(key, plainOf(values));
  return html`${parts.map(part => ('text' in part ? withBold(part.text) : (values[part.slot] ?? '')))}`;
};

const plainOf = (values: Values): Record<string, string | number> => {
  const plain: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value;
  return plain;
};

const withBold = (text: string): (Html | string)[] =>
  text.split('*').map((part, place) => (place % 2 === 0 ? part : html`<strong>${part}</strong>`));

/**
 * What is wrong with a field: in English whole; in another language a sentence that says so, and then
 * the rule in English, as the parsers of the fields know it.
 */
export const problemIn = (speech: Speech, problem: string): Html | string =>
  speech.language.code === 'en'
    ? speech.sentence(problem)
    : html`${speech.say('error.field')} <span lang="en" dir="ltr">${problem}</span>`;

/** A count of which a screen reader hears the noun and the eye sees the number alone. */
export const countAlone = (speech: Speech, key: 'count.papers' | 'count.upvotes', n: number): Html => {
  const number = speech.number(n);
  const [before = '', ...after] = speech.say(key, {n}).split(number);
  return html`${unseen(before)}${number}${unseen(after.join(number))}`;
};

const unseen = (text: string): Html | string =>
  text === '' ? '' : html`<span class="unseen">${text}</span>`;
