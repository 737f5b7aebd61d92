import {ActionButton, LetterFrame, type LetterSender, linkLine, Sentence, TextLink} from './letter-frame.tsx';

export type ChangeAddressWords = {
  sender: LetterSender;
  links: {
    confirm: string;
    /** Keeps every later confirmation email from this address. */
    neverAgain: string;
  };
  /** For how many days the link holds. */
  days: number;
};

export const changeAddressSubject = ({sender: {name, say}}: ChangeAddressWords): string =>
  say('letter.new.subject', {name});

export const ChangeAddressLetter = ({sender, links, days}: ChangeAddressWords) => {
  const {name, say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.new.heading')}
      preheader={say('letter.new.preheader')}
      why={say('letter.new.why')}
    >
      <Sentence>{say('letter.new.asked', {name})}</Sentence>
      <ActionButton href={links.confirm}>{say('letter.new.button')}</ActionButton>
      <Sentence>{say('letter.new.validFor', {n: days})}</Sentence>
      <Sentence>
        {say('letter.new.ifAgain')} <TextLink href={links.neverAgain}>{say('letter.never')}</TextLink>
      </Sentence>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const changeAddressText = ({sender: {name, say}, links, days}: ChangeAddressWords): string[] => [
  say('letter.new.heading'),
  say('letter.new.asked', {name}),
  linkLine(say, {label: say('letter.new.button'), link: links.confirm}),
  say('letter.new.validFor', {n: days}),
  linkLine(say, {before: say('letter.new.ifAgain'), label: say('letter.never'), link: links.neverAgain}),
  say('letter.new.why'),
];
