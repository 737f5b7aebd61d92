import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type ChangeAddressWords = {
  sender: LetterSender;
  links: {confirm: string};
  /** For how many days the link holds. */
  days: number;
};

export const changeAddressSubject = ({sender}: ChangeAddressWords): string =>
  `Confirm your new address for ${sender.name}`;

const HEADING = 'Confirm your new address';
const BUTTON = 'Use this address';
const asked = ({name}: LetterSender) =>
  `Someone, most likely you, wants the research papers from ${name} sent to this address from now on. ` +
  'The change takes effect when you confirm.';
const ending = (days: number) =>
  `The link is valid for ${days === 1 ? 'one day' : `${days} days`}. If this was not you, ignore this ` +
  'email and no papers will be sent here.';
const WHY =
  'You received this one email because this address was entered in the settings of a subscription at ' +
  'the site below.';

export const ChangeAddressLetter = ({sender, links, days}: ChangeAddressWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Confirm to receive your research papers at this address."
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
