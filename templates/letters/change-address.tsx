import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type ChangeAddressWords = {
  sender: LetterSender;
  links: {confirm: string};
  /** For how many days the link holds. */
  days: number;
};

export const changeAddressSubject = ({sender}: ChangeAddressWords): string =>
  `Confirm your new address for ${sender.name}`;

const HEADING = 'One press to move';
const BUTTON = 'Yes, send them here';
const asked = ({name}: LetterSender) =>
  `Somebody, most likely you, wants the research papers from ${name} to come to this address from now on. They move when you say yes.`;
const ending = (days: number) =>
  `The link holds for ${days === 1 ? 'one day' : `${days} days`}. If it was not you, do nothing, and no papers come here.`;
const WHY =
  'You get this one letter because the address was typed into the form of a subscription at the site below.';

export const ChangeAddressLetter = ({sender, links, days}: ChangeAddressWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Press the link, and your research papers come to this address."
    why={WHY}
  >
    <Sentence>{asked(sender)}</Sentence>
    <ActionButton href={links.confirm}>{BUTTON}</ActionButton>
    <Sentence>{ending(days)}</Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const changeAddressText = ({sender, links, days}: ChangeAddressWords): string[] => [
  HEADING,
  asked(sender),
  `${BUTTON}:\n${links.confirm}`,
  ending(days),
  WHY,
];
