import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type ConfirmWords = {
  sender: LetterSender;
  links: {confirm: string};
  /** For how many days the link holds. */
  days: number;
};

export const confirmSubject = ({sender}: ConfirmWords): string =>
  `Confirm your subscription to ${sender.name}`;

const HEADING = 'One press to begin';
const BUTTON = 'Yes, send me papers';
const asked = ({name}: LetterSender) =>
  `Somebody, most likely you, asked for trending research papers from ${name} at this address. They begin to come when you say yes.`;
const ending = (days: number) =>
  `The link holds for ${days === 1 ? 'one day' : `${days} days`}. If it was not you, do nothing, and no papers come.`;
const WHY = 'You get this one letter because the address was typed into the form of the site below.';

export const ConfirmLetter = ({sender, links, days}: ConfirmWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Press the link, and trending research papers begin to come."
    why={WHY}
  >
    <Sentence>{asked(sender)}</Sentence>
    <ActionButton href={links.confirm}>{BUTTON}</ActionButton>
    <Sentence>{ending(days)}</Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const confirmText = ({sender, links, days}: ConfirmWords): string[] => [
  HEADING,
  asked(sender),
  `${BUTTON}:\n${links.confirm}`,
  ending(days),
  WHY,
];
