import {ActionButton, LetterFrame, type LetterSender, linkLine, Sentence} from './letter-frame.tsx';

export type AddressChangedWords = {
  sender: LetterSender;
  links: {undo: string};
  /** For how many days the change can be undone. */
  days: number;
};

export const addressChangedSubject = ({sender: {name, say}}: AddressChangedWords): string =>
  say('letter.changed.subject', {name});

export const AddressChangedLetter = ({sender, links, days}: AddressChangedWords) => {
  const {name, say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.changed.heading')}
      preheader={say('letter.changed.preheader')}
      why={say('letter.changed.why')}
    >
      <Sentence>{say('letter.changed.done', {name})}</Sentence>
      <Sentence>{say('letter.changed.ending', {n: days})}</Sentence>
      <ActionButton href={links.undo}>{say('letter.changed.button')}</ActionButton>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const addressChangedText = ({sender: {name, say}, links, days}: AddressChangedWords): string[] => [
  say('letter.changed.heading'),
  say('letter.changed.done', {name}),
  say('letter.changed.ending', {n: days}),
  linkLine(say, {label: say('letter.changed.button'), link: links.undo}),
  say('letter.changed.why'),
];
