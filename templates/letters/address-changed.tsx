import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type AddressChangedWords = {
  sender: LetterSender;
  links: {undo: string};
  /** For how many days the change can be undone. */
  days: number;
};

export const addressChangedSubject = ({sender}: AddressChangedWords): string =>
  `Your address for ${sender.name} was changed`;

const HEADING = 'Your address was changed';
const done = ({name}: LetterSender) =>
  `The research papers from ${name} are now sent to another address, and no longer to this one.`;
const ending = (days: number) =>
  `If this was not you, undo it within ${days} days. The papers then come here again, and the other ` +
  'address gets nothing more.';
const BUTTON = 'Undo the change';
const WHY = 'You received this email because the papers were sent to this address until now.';

export const AddressChangedLetter = ({sender, links, days}: AddressChangedWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="If this was you, there is nothing to do. If not, you can undo it for a week."
    why={WHY}
  >
    <Sentence>{done(sender)}</Sentence>
    <Sentence>{ending(days)}</Sentence>
    <ActionButton href={links.undo}>{BUTTON}</ActionButton>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const addressChangedText = ({sender, links, days}: AddressChangedWords): string[] => [
  HEADING,
  done(sender),
  ending(days),
  `${BUTTON}:\n${links.undo}`,
  WHY,
];
