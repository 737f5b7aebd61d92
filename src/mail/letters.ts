import type {ReactNode} from 'react';
import type {LanguageCode} from '../../templates/languages/languages.ts';
import {type Speech, speechIn} from '../../templates/languages/speech.ts';
import type {AddressChangeNoticeWords} from '../../templates/letters/address-change-notice.tsx';
import type {AddressChangeRequestedWords} from '../../templates/letters/address-change-requested.tsx';
import type {AddressChangedWords} from '../../templates/letters/address-changed.tsx';
import type {ChangeAddressWords} from '../../templates/letters/change-address.tsx';
import type {ConfirmWords} from '../../templates/letters/confirm.tsx';
import type {InboxLinkWords} from '../../templates/letters/inbox-link.tsx';
import type {LetterSender} from '../../templates/letters/letter-frame.tsx';
import type {ManageLinkWords} from '../../templates/letters/manage-link.tsx';
import type {WelcomeWords} from '../../templates/letters/welcome.tsx';
import type {LocalTime} from '../editions/calendar.ts';
import {dayOfWeek} from '../editions/date-words.ts';
import type {Preferences} from '../subscribers/subscriber.ts';
import {describeSchedule} from './describe-schedule.ts';
import type {Letterhead, Mail} from './mail.ts';
import {onOneLine, wrap} from './plain-text.ts';

/**
 * What a letter needs. Nothing that a stranger can type into a form is among it (no name, no topic, no
 * message), so that no one can make this instance carry words to another person's inbox. Titles are those of
 * an edition.
 */
export type LetterContent = {
  /** Its `from` is LETTERS_FROM, another address than the digest's. */
  letterhead: Letterhead;
  /** English where it is not given. */
  language?: LanguageCode;
} & (
  | {
      letter: 'confirm';
      links: ConfirmWords['links'];
      days: ConfirmWords['days'];
      schedule: Schedule;
      /** The first papers of the newest edition; none where there is no edition. */
      papers?: ConfirmWords['papers'];
    }
  | {
      letter: 'welcome';
      links: WelcomeWords['links'];
      schedule: Schedule;
      /** When the first mail is due; null where nobody knows. */
      first: LocalTime | null;
    }
  | {letter: 'manage-link'; links: ManageLinkWords['links']}
  | {letter: 'change-address'; links: ChangeAddressWords['links']; days: ChangeAddressWords['days']}
  | {letter: 'address-change-requested'; links: AddressChangeRequestedWords['links']}
  | {letter: 'address-change-notice'; links: AddressChangeNoticeWords['links']}
  | {letter: 'address-changed'; links: AddressChangedWords['links']; days: AddressChangedWords['days']}
  | {letter: InboxLinkWords['letter']; links: InboxLinkWords['links']}
  | {letter: 'goodbye'}
);

export type LetterName = LetterContent['letter'];

/** When the papers come; topics are left out on purpose. */
export type Schedule = Pick<Preferences, 'frequency' | 'weekday' | 'hour' | 'timezone'>;

export type RenderedLetter = {subject: string; html: string; text: string};

/** Renders a letter: the same request gives the same bytes. */
export const renderLetter = async (request: LetterContent): Promise<RenderedLetter> => {
  const sender = senderOf(request);
  const {subject, element, paragraphs} = await wordsOf(request, sender);
  // React Email takes half a second to load; only a process that writes letters pays it.
  const {render} = await import('@react-email/render');
  return {
    subject: onOneLine(subject),
    html: await render(element),
    text: toText(sender, paragraphs),
  };
};

/**
 * A letter ready for a transport. It belongs to no list and says so: no List-* headers, and Auto-Submitted
 * (RFC 3834 section 5).
 */
export const letterMail = async (
  request: LetterContent & {
    to: string;
    number: number;
    instanceId: string | null;
    /** Ms since 1970; with it a letter is told from another of its kind. Null for one without. */
    requestedAt: number | null;
  },
): Promise<Mail> => {
  const {subject, html, text} = await renderLetter(request);
  return {
    from: request.letterhead.from,
    to: request.to,
    replyTo: request.letterhead.replyTo,
    subject,
    html,
    text,
    headers: {'Auto-Submitted': 'auto-generated'},
    tags: {
      letter: request.letter,
      subscriber: String(request.number),
      ...(request.instanceId === null ? {} : {instance: request.instanceId}),
      ...(request.requestedAt === null ? {} : {request: String(request.requestedAt)}),
    },
  };
};

/** What of the letterhead stands in the letter itself, each on one line. */
const senderOf = ({letterhead, language = 'en'}: LetterContent): LetterSender => {
  const {name, publicUrl, postalAddress, logoUrl, accents, footer} = letterhead;
  const speech = speechIn(language);
  return {
    name: onOneLine(name),
    publicUrl,
    postalAddress: postalAddress === null ? null : onOneLine(postalAddress),
    logoUrl,
    accents,
    footer: footer === null ? null : onOneLine(footer),
    speech,
    say: speech.say,
  };
};

type Words = {subject: string; element: ReactNode; paragraphs: string[]};

const wordsOf = (request: LetterContent, sender: LetterSender): Promise<Words> => {
  switch (request.letter) {
    case 'change-address':
    case 'address-change-requested':
    case 'address-change-notice':
    case 'address-changed':
      return wordsOfChange(request, sender);
    case 'erase-link':
    case 'download-link':
    case 'revoke-link':
      return wordsOfInboxLink(request, sender);
    default:
      return wordsOfSubscription(request, sender);
  }
};

/** `Papers arrive every day at 08:00 (Europe/Berlin). The first comes on Tuesday 1 December at 08:00.` */
const describeFirst = (
  {schedule, first}: {schedule: Schedule; first: LocalTime | null},
  speech: Speech,
): string => {
  const sentence = describeSchedule(schedule, speech);
  if (first === null) return sentence;
  const day = dayOfWeek(first.day, speech);
  return `${sentence} ${speech.say('letter.first', {day, time: first.text.slice(11)})}`;
};

type AboutChange = Extract<
  LetterContent,
  {letter: 'change-address' | 'address-change-requested' | 'address-change-notice' | 'address-changed'}
>;

type AboutInboxLink = Extract<LetterContent, {letter: InboxLinkWords['letter']}>;

type AboutSubscription = Exclude<LetterContent, AboutChange | AboutInboxLink>;

const wordsOfSubscription = async (request: AboutSubscription, sender: LetterSender): Promise<Words> => {
  switch (request.letter) {
    case 'confirm': {
      const {ConfirmLetter, confirmSubject, confirmText} = await import(
        '../../templates/letters/confirm.tsx'
      );
      const schedule = describeSchedule(request.schedule, sender.speech);
      const {links, days, papers = []} = request;
      const words = {sender, links, days, schedule, papers};
      return {subject: confirmSubject(words), element: ConfirmLetter(words), paragraphs: confirmText(words)};
    }
    case 'welcome': {
      const {WelcomeLetter, welcomeSubject, welcomeText} = await import(
        '../../templates/letters/welcome.tsx'
      );
      const words = {sender, links: request.links, schedule: describeFirst(request, sender.speech)};
      return {subject: welcomeSubject(words), element: WelcomeLetter(words), paragraphs: welcomeText(words)};
    }
    case 'manage-link': {
      const {ManageLinkLetter, manageLinkSubject, manageLinkText} = await import(
        '../../templates/letters/manage-link.tsx'
      );
      const words = {sender, links: request.links};
      return {
        subject: manageLinkSubject(words),
        element: ManageLinkLetter(words),
        paragraphs: manageLinkText(words),
      };
    }
    case 'goodbye': {
      const {GoodbyeLetter, goodbyeSubject, goodbyeText} = await import(
        '../../templates/letters/goodbye.tsx'
      );
      const words = {sender};
      return {subject: goodbyeSubject(words), element: GoodbyeLetter(words), paragraphs: goodbyeText(words)};
    }
  }
};

const wordsOfChange = async (request: AboutChange, sender: LetterSender): Promise<Words> => {
  switch (request.letter) {
    case 'change-address': {
      const {ChangeAddressLetter, changeAddressSubject, changeAddressText} = await import(
        '../../templates/letters/change-address.tsx'
      );
      const words = {sender, links: request.links, days: request.days};
      return {
        subject: changeAddressSubject(words),
        element: ChangeAddressLetter(words),
        paragraphs: changeAddressText(words),
      };
    }
    case 'address-change-requested': {
      const {AddressChangeRequestedLetter, addressChangeRequestedSubject, addressChangeRequestedText} =
        await import('../../templates/letters/address-change-requested.tsx');
      const words = {sender, links: request.links};
      return {
        subject: addressChangeRequestedSubject(words),
        element: AddressChangeRequestedLetter(words),
        paragraphs: addressChangeRequestedText(words),
      };
    }
    case 'address-change-notice': {
      const {AddressChangeNoticeLetter, addressChangeNoticeSubject, addressChangeNoticeText} = await import(
        '../../templates/letters/address-change-notice.tsx'
      );
      const words = {sender, links: request.links};
      return {
        subject: addressChangeNoticeSubject(words),
        element: AddressChangeNoticeLetter(words),
        paragraphs: addressChangeNoticeText(words),
      };
    }
    case 'address-changed': {
      const {AddressChangedLetter, addressChangedSubject, addressChangedText} = await import(
        '../../templates/letters/address-changed.tsx'
      );
      const words = {sender, links: request.links, days: request.days};
      return {
        subject: addressChangedSubject(words),
        element: AddressChangedLetter(words),
        paragraphs: addressChangedText(words),
      };
    }
  }
};

const wordsOfInboxLink = async (request: AboutInboxLink, sender: LetterSender): Promise<Words> => {
  const {InboxLinkLetter, inboxLinkSubject, inboxLinkText} = await import(
    '../../templates/letters/inbox-link.tsx'
  );
  const words = {sender, letter: request.letter, links: request.links};
  return {
    subject: inboxLinkSubject(words),
    element: InboxLinkLetter(words),
    paragraphs: inboxLinkText(words),
  };
};

/**
 * The text part is written by hand: a conversion of the HTML would upper-case headings and lose the links'
 * places. It begins with what the letter says, since some programs list its first words; its end names who
 * sent it.
 */
const toText = ({name, publicUrl, postalAddress, footer, say}: LetterSender, paragraphs: string[]): string =>
  [
    ...paragraphs,
    ...(footer === null ? [] : [footer]),
    [say('letter.sentBy', {name, link: publicUrl}), ...(postalAddress === null ? [] : [postalAddress])].join(
      '\n',
    ),
  ]
    .map(paragraph =>
      paragraph
        .split('\n')
        .map(line => wrap(line, 0))
        .join('\n'),
    )
    .join('\n\n')
    .concat('\n');
