import {parseEditionId} from '../../../editions/edition-id.ts';
import type {Trouble} from '../../../ops/telling/trouble.ts';
import type {Need} from './edition-needs.ts';

/** What other needs of the page say in their own words, by the first part of a trouble's key. */
const TOLD_OTHERWISE = new Set([
  ...['stop', 'late', 'paused', 'attention', 'uncertain'],
  ...['worker', 'setting', 'damaged', 'conflicts'],
]);

/** In a few words, by the first part of a key; what is new here is told by its line alone. */
const WHAT: Record<string, string> = {
  bounces: 'Too many emails bounce.',
  complaints: 'Too many readers complain.',
  webhook: 'No webhook comes.',
  quota: 'The quota is used up.',
  'quota-near': 'The quota is nearly used up.',
  scheduler: 'The scheduler is gone.',
  source: 'A source does not respond.',
  collection: 'Papers were not collected in time.',
  redis: 'Redis needs you.',
  rewrite: 'Erased data is still on the disk.',
};

/** The troubles that operators are told of, as far as nothing else on the page says them. */
export const needsOfTroubles = (troubles: Trouble[]): Need[] =>
  troubles.flatMap(({key, line}) => {
    const [kind = '', of = ''] = key.split(':');
    if (TOLD_OTHERWISE.has(kind)) return [];
    const edition = parseEditionId(of);
    const link =
      edition.kind === 'edition-id'
        ? {link: {to: `/admin/editions/${edition.id}` as const, words: 'Look at it'}}
        : {};
    const what = WHAT[kind];
    return [what === undefined ? {what: line, why: '', ...link} : {what, why: line, ...link}];
  });
