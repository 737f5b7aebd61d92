import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type ConfirmWords = {
  sender: LetterSender;
  links: {
    confirm: string;
    /** Keeps every later confirmation email from this address. */
    neverAgain: string;
  };
  /** For how many days the link holds. */
  days: number;
};

export const confirmSubject = ({sender}: ConfirmWords): string =>
  `Confirm your subscription to ${sender.name}`;

const HEADING = 'Confirm your subscription';
const BUTTON = 'Confirm subscription';
const asked = ({name}: LetterSender) =>
  `Someone, most likely you, asked for trending research papers from ${name} at this address. Nothing ` +
  'is sent until you confirm.';
const ending = (days: number) =>
  `The link is valid for ${days === 1 ? 'one day' : `${days} days`}. If this was not you, ignore this ` +
  'email and no papers will be sent.';
const IF_AGAIN = 'Not you, and do not want such emails?';
const NEVER = 'Never write to this address again';
const WHY =
  'You received this one email because your address was entered in the sign-up form of the site below.';

export const ConfirmLetter = ({sender, links, days}: ConfirmWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Confirm your address to start receiving trending research papers."
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
export const confirmText = ({sender, links, days}: ConfirmWords): string[] => [
  HEADING,
  asked(sender),
  `${BUTTON}:\n${links.confirm}`,
  ending(days),
  `${IF_AGAIN} ${NEVER}:\n${links.neverAgain}`,
  WHY,
];
