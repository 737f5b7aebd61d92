import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type InboxLinkWords = {
  sender: LetterSender;
  letter: 'erase-link' | 'download-link' | 'revoke-link';
  links: {
    /** Does the one thing that was asked for. */
    act: string;
    /** Makes every settings link of this reader invalid. */
    revoke: string;
  };
};

type Wording = {subject: string; heading: string; asked: string; button: string; preheader: string};

const WORDS: Record<InboxLinkWords['letter'], Wording> = {
  'erase-link': {
    subject: 'Delete your data',
    heading: 'Delete your data',
    asked: 'wants all data of this subscription deleted. The link leads to a page that asks once more.',
    button: 'Delete my data',
    preheader: 'The link works for one hour. Nothing is deleted until you use it.',
  },
  'download-link': {
    subject: 'Download your data',
    heading: 'Download your data',
    asked: 'wants a copy of everything that is kept about this subscription.',
    button: 'Download my data',
    preheader: 'The link works once, for one hour.',
  },
  'revoke-link': {
    subject: 'Revoke your links',
    heading: 'Revoke all links',
    asked:
      'wants the links in all earlier emails to stop working. Unsubscribe links keep working; they can do ' +
      'nothing else.',
    button: 'Revoke all links',
    preheader: 'The link works for one hour. Nothing changes until you use it.',
  },
};

const HOUR = 'The link works for one hour.';
const IF_NOT =
  'If this was not you, ignore this email and nothing happens. Someone has a link from an email you ' +
  'forwarded, though.';
const REVOKE = 'Revoke all links';
const WHY =
  'You received this email because it was requested on the settings page of the subscription for this ' +
  'address.';

const askedIn = ({letter}: InboxLinkWords): string => `Someone, most likely you, ${WORDS[letter].asked}`;

export const inboxLinkSubject = ({sender, letter}: InboxLinkWords): string =>
  `${WORDS[letter].subject} at ${sender.name}`;

export const InboxLinkLetter = (words: InboxLinkWords) => {
  const {sender, letter, links} = words;
  const {heading, button, preheader} = WORDS[letter];
  return (
    <LetterFrame sender={sender} heading={heading} preheader={preheader} why={WHY}>
      <Sentence>{askedIn(words)}</Sentence>
      <ActionButton href={links.act}>{button}</ActionButton>
      <Sentence>{HOUR}</Sentence>
      {letter === 'revoke-link' ? null : (
        <Sentence>
          {IF_NOT} <TextLink href={links.revoke}>{REVOKE}</TextLink>
        </Sentence>
      )}
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const inboxLinkText = (words: InboxLinkWords): string[] => {
  const {letter, links} = words;
  const {heading, button} = WORDS[letter];
  return [
    heading,
    askedIn(words),
    `${button}:\n${links.act}`,
    HOUR,
    ...(letter === 'revoke-link' ? [] : [`${IF_NOT} ${REVOKE}:\n${links.revoke}`]),
    WHY,
  ];
};
