import {type LetterContent, type LetterName, letterMail} from '../../src/mail/letters.ts';
import type {Mail} from '../../src/mail/mail.ts';
import {letterhead} from '../mail/sample-edition.ts';

const site = letterhead.publicUrl;
const token = 'AWFiY2QBAABkZWZnaGlqa2xtbm9wcXJzdHU';
const links = {manage: `${site}/manage/${token}`, unsubscribe: `${site}/unsubscribe/${token}`};

const neverAgain = `${site}/never-again/${token}`;
const keep = `${site}/keep-address/${token}`;
const revoke = `${site}/revoke/${token}`;

const sender = {letterhead: {...letterhead, from: 'Paperboy <letters@example.org>'}};

const requests: Record<LetterName, LetterContent> = {
  confirm: {
    ...sender,
    letter: 'confirm',
    links: {confirm: `${site}/confirm/${token}`, neverAgain},
    days: 7,
    schedule: {frequency: 'weekdays', weekday: 1, hour: 8, timezone: 'Europe/Berlin'},
    papers: [
      {title: 'Reading <All> of It & More', reason: 'For you: reasoning'},
      {title: 'نموذج لغوي كبير', reason: 'For you: agents and reasoning'},
      {title: 'A Title That Goes On '.repeat(9).trim(), reason: 'Trending: 34 upvotes'},
    ],
  },
  welcome: {
    ...sender,
    letter: 'welcome',
    links,
    schedule: {frequency: 'weekly', weekday: 1, hour: 8, timezone: 'America/Argentina/Buenos_Aires'},
    first: {text: '2026-03-16T08:00', day: '2026-03-16', weekday: 1},
  },
  'manage-link': {...sender, letter: 'manage-link', links},
  'change-address': {
    ...sender,
    letter: 'change-address',
    links: {confirm: `${site}/change-address/${token}`, neverAgain},
    days: 7,
  },
  'address-change-requested': {
    ...sender,
    letter: 'address-change-requested',
    links: {agree: `${site}/agree-change/${token}`, keep},
  },
  'address-change-notice': {...sender, letter: 'address-change-notice', links: {keep}},
  'address-changed': {
    ...sender,
    letter: 'address-changed',
    links: {undo: `${site}/undo-change/${token}`},
    days: 7,
  },
  'erase-link': {...sender, letter: 'erase-link', links: {act: `${site}/erase/${token}`, revoke}},
  'download-link': {...sender, letter: 'download-link', links: {act: `${site}/download/${token}`, revoke}},
  'revoke-link': {...sender, letter: 'revoke-link', links: {act: revoke, revoke}},
  goodbye: {...sender, letter: 'goodbye'},
};

const byName = new Map(Object.values(requests).map(request => [`${request.letter} letter`, request]));

/** `confirm letter` and so on: every letter that there is. */
export const letterNames = [...byName.keys()];

/** The letter of a name, as it is handed over. */
export const sampleLetter = async (name: string): Promise<Mail> => {
  const request = byName.get(name);
  if (!request) throw new Error(`there is no letter "${name}"`);
  return letterMail({
    ...request,
    to: 'reader@example.net',
    number: 1,
    instanceId: 'i7k2mn',
    requestedAt: null,
  });
};
