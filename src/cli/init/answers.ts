import {parseAddress} from '../../subscribers/address.ts';
import {quoted} from '../../subscribers/quoted.ts';

/** What is asked, by the name of its flag. */
export type Answers = {
  name: string;
  from: string;
  postalAddress: string;
  publicUrl: string;
  /** A key of Resend, the URL of a mail server, or '' for the outbox. */
  carrier: string;
  readers: string;
  testTo: string;
};

export type Asked = keyof Answers;

export type Question = {
  asked: Asked;
  flag: string;
  words: string;
  /** Why an answer cannot be taken, or null. */
  refuse: (text: string) => string | null;
};

const oneLine = (text: string): string | null => {
  if (/[\p{Cc}]/u.test(text)) return 'must be one line';
  return text.length > 300 ? 'must have at most 300 characters' : null;
};

const address = (text: string): string | null => {
  const parsed = parseAddress(text);
  return parsed.kind === 'address' ? null : parsed.reason;
};

const pagesUrl = (text: string): string | null =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? null : 'must be an http or https URL';

const carrier = (text: string): string | null => {
  if (/^smtps?:\/\/[^\s]+$/.test(text)) return null;
  return /^[\x21-\x7e]*$/.test(text) && !text.includes('://')
    ? null
    : 'must be a key of Resend, or the smtp:// or smtps:// URL of a mail server';
};

const count = (text: string): string | null => (/^\d{1,9}$/.test(text) ? null : 'must be a whole number');

/** All questions in their order: seven, and one more before the file is written. */
export const QUESTIONS: readonly Question[] = [
  {asked: 'name', flag: '--name', words: 'Name of the newsletter', refuse: oneLine},
  {asked: 'from', flag: '--from', words: 'Address it is sent from, of a domain of yours', refuse: address},
  {
    asked: 'carrier',
    flag: '--resend-key or --smtp-url',
    words: 'Resend API key, or smtp:// URL of a mail server (empty: nothing is sent yet)',
    refuse: carrier,
  },
  {
    asked: 'postalAddress',
    flag: '--postal-address',
    words: 'Your postal address; the law wants it in every email',
    refuse: oneLine,
  },
  {
    asked: 'publicUrl',
    flag: '--public-url',
    words: 'Public https URL of the pages; links in emails lead there',
    refuse: pagesUrl,
  },
  {asked: 'readers', flag: '--readers', words: 'How many readers, about', refuse: count},
  {
    asked: 'testTo',
    flag: '--test-to',
    words: 'Your own address: gets one test email, and one if trouble starts (empty: none)',
    refuse: text => (text === '' ? null : address(text)),
  },
];

/** What is taken where nobody answers. */
export const BY_DEFAULT: Partial<Answers> = {name: 'Paperboy', readers: '0', testTo: ''};

/** What a real send cannot do without; the outbox needs nothing. */
const NEEDED: readonly Asked[] = ['from', 'postalAddress', 'publicUrl'];

export type GivenAnswers = {kind: 'answers'; answers: Partial<Answers>} | {kind: 'refused'; reason: string};

/** Judges what flags gave: the first wrong one, with its value (never a key) and the rule. */
export const judgeAnswers = (given: Partial<Answers>): GivenAnswers => {
  for (const {asked, flag, refuse} of QUESTIONS) {
    const text = given[asked];
    const why = text === undefined ? null : refuse(text);
    if (text === undefined || why === null) continue;
    const value = asked === 'carrier' ? '' : ` ${quoted(text)}`;
    return {kind: 'refused', reason: `${flag}${value}: ${why}`};
  }
  return {kind: 'answers', answers: given};
};

/** The flags of what is missing where nobody can be asked; `--yes` takes the defaults that there are. */
export const missingFlags = (given: Partial<Answers>, isYes: boolean): string[] => {
  const isTrial = isYes && !given.carrier;
  const needed: readonly Asked[] = isYes ? NEEDED : ['carrier', ...NEEDED];
  return isTrial
    ? []
    : QUESTIONS.filter(({asked}) => needed.includes(asked) && given[asked] === undefined).map(
        ({flag}) => flag,
      );
};
