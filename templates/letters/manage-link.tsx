import {ActionButton, LetterFrame, type LetterSender, linkLine, Sentence, TextLink} from './letter-frame.tsx';

export type ManageLinkWords = {
  sender: LetterSender;
  links: {manage: string; unsubscribe: string};
};

export const manageLinkSubject = ({sender: {name, say}}: ManageLinkWords): string =>
  say('letter.manage.subject', {name});

export const ManageLinkLetter = ({sender, links}: ManageLinkWords) => {
  const {say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.manage.heading')}
      preheader={say('letter.manage.preheader')}
      why={say('letter.manage.why')}
    >
      <Sentence>{say('letter.manage.asked')}</Sentence>
      <ActionButton href={links.manage}>{say('letter.manage.button')}</ActionButton>
      <Sentence>
        {say('letter.wantToStop')} <TextLink href={links.unsubscribe}>{say('letter.leave')}</TextLink>
      </Sentence>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const manageLinkText = ({sender: {say}, links}: ManageLinkWords): string[] => [
  say('letter.manage.heading'),
  say('letter.manage.asked'),
  linkLine(say, {label: say('letter.manage.button'), link: links.manage}),
  linkLine(say, {before: say('letter.wantToStop'), label: say('letter.leave'), link: links.unsubscribe}),
  say('letter.manage.why'),
];
