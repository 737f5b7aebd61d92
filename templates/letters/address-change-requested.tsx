import {ActionButton, LetterFrame, type LetterSender, linkLine, Sentence, TextLink} from './letter-frame.tsx';

export type AddressChangeRequestedWords = {
  sender: LetterSender;
  links: {
    /** The old inbox agrees. */
    agree: string;
    /** It objects, and every link is revoked. */
    keep: string;
  };
};

export const addressChangeRequestedSubject = ({sender: {name, say}}: AddressChangeRequestedWords): string =>
  say('letter.requested.subject', {name});

export const AddressChangeRequestedLetter = ({sender, links}: AddressChangeRequestedWords) => {
  const {name, say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.requested.heading')}
      preheader={say('letter.requested.preheader')}
      why={say('letter.old.why')}
    >
      <Sentence>{say('letter.requested.asked', {name})}</Sentence>
      <ActionButton href={links.agree}>{say('letter.requested.button')}</ActionButton>
      <Sentence>{say('letter.requested.hour')}</Sentence>
      <Sentence>
        {say('letter.requested.ifNot')} <TextLink href={links.keep}>{say('letter.requested.keep')}</TextLink>
      </Sentence>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const addressChangeRequestedText = ({
  sender: {name, say},
  links,
}: AddressChangeRequestedWords): string[] => [
  say('letter.requested.heading'),
  say('letter.requested.asked', {name}),
  linkLine(say, {label: say('letter.requested.button'), link: links.agree}),
  say('letter.requested.hour'),
  linkLine(say, {
    before: say('letter.requested.ifNot'),
    label: say('letter.requested.keep'),
    link: links.keep,
  }),
  say('letter.old.why'),
];
