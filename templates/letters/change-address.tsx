import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

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

export const changeAddressSubject = ({sender}: ChangeAddressWords): string =>
  `Confirm your new address for ${sender.name}`;

const HEADING = 'Confirm your new address';
const BUTTON = 'Use this address';
const asked = ({name}: LetterSender) =>
  `Someone, most likely you, wants the research papers from ${name} sent to this address from now on. ` +
  'We also ask the current address, which may object for a day.';
const ending = (days: number) =>
  `The link is valid for ${days === 1 ? 'one day' : `${days} days`}. If this was not you, ignore this ` +
  'email and no papers will be sent here.';
const IF_AGAIN = 'Not you, and do not want such emails?';
const NEVER = 'Never write to this address again';
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
    <Sentence>
      {IF_AGAIN} <TextLink href={links.neverAgain}>{NEVER}</TextLink>
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const changeAddressText = ({sender, links, days}: ChangeAddressWords): string[] => [
  HEADING,
  asked(sender),
  `${BUTTON}:\n${links.confirm}`,
  ending(days),
  `${IF_AGAIN} ${NEVER}:\n${links.neverAgain}`,
  WHY,
];
