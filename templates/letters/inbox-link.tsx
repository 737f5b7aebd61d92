import {ActionButton, LetterFrame, type LetterSender, linkLine, Sentence, TextLink} from './letter-frame.tsx';

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

export const inboxLinkSubject = ({sender: {name, say}, letter}: InboxLinkWords): string =>
  say(`letter.${letter}.subject`, {name});

export const InboxLinkLetter = ({sender, letter, links}: InboxLinkWords) => {
  const {say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say(`letter.${letter}.heading`)}
      preheader={say(`letter.${letter}.preheader`)}
      why={say('letter.inbox.why')}
    >
      <Sentence>{say(`letter.${letter}.asked`)}</Sentence>
      <ActionButton href={links.act}>{say(`letter.${letter}.button`)}</ActionButton>
      <Sentence>{say('letter.oneHour')}</Sentence>
      {letter === 'revoke-link' ? null : (
        <Sentence>
          {say('letter.inbox.ifNot')}{' '}
          <TextLink href={links.revoke}>{say('letter.revoke-link.button')}</TextLink>
        </Sentence>
      )}
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const inboxLinkText = ({sender: {say}, letter, links}: InboxLinkWords): string[] => [
  say(`letter.${letter}.heading`),
  say(`letter.${letter}.asked`),
  linkLine(say, {label: say(`letter.${letter}.button`), link: links.act}),
  say('letter.oneHour'),
  ...(letter === 'revoke-link'
    ? []
    : [
        linkLine(say, {
          before: say('letter.inbox.ifNot'),
          label: say('letter.revoke-link.button'),
          link: links.revoke,
        }),
      ]),
  say('letter.inbox.why'),
];
