import {ActionButton, LetterFrame, type LetterSender, PartHead, Quiet, Sentence} from './letter-frame.tsx';

export type ConfirmWords = {
  sender: LetterSender;
  links: {
    confirm: string;
    /** Keeps every later confirmation email from this address. The page behind the button has it, too. */
    neverAgain: string;
  };
  /** For how many days the link holds. */
  days: number;
  /** When the papers would come, as a sentence. */
  schedule: string;
};

export const confirmSubject = ({sender}: ConfirmWords): string =>
  `Confirm your subscription to ${sender.name}`;

const HEADING = 'Confirm your subscription';
const BUTTON = 'Confirm subscription';
const asked = ({name}: LetterSender) =>
  `Someone, most likely you, asked for ${name} at this address: each day’s trending research papers.`;
const ending = (days: number) =>
  `The link is valid for ${days === 1 ? 'one day' : `${days} days`}. Not you? Ignore this email and no ` +
  'other will come.';
const WHAT = 'What you get';
const COMES =
  'One email per edition. Three papers with a summary, the others in one line each. Each paper says why ' +
  'you got it: a topic you follow, or its upvotes.';
const WHEN = 'When';
const changes = (schedule: string) =>
  `${schedule} After confirming you can choose another hour, days and topics. Every email has a link that ` +
  'ends it, with one click and no login.';
const IF_AGAIN = 'Do you not want such emails?';
const ON_PAGE = 'The page behind the button can end them for good.';
const NEVER = 'Never write to this address again';
const WHY =
  'You received this one email because your address was entered in the sign-up form of the site below.';

export const ConfirmLetter = ({sender, links, days, schedule}: ConfirmWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Confirm your address to start receiving trending research papers."
    why={WHY}
    site="text"
  >
    <Sentence>{asked(sender)}</Sentence>
    <ActionButton href={links.confirm}>{BUTTON}</ActionButton>
    <Quiet>{ending(days)}</Quiet>
    <PartHead>{WHAT}</PartHead>
    <Sentence>{COMES}</Sentence>
    <PartHead>{WHEN}</PartHead>
    <Sentence>{changes(schedule)}</Sentence>
    <Quiet>
      {IF_AGAIN} {ON_PAGE}
    </Quiet>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const confirmText = ({sender, links, days, schedule}: ConfirmWords): string[] => [
  HEADING,
  asked(sender),
  `${BUTTON}:\n${links.confirm}`,
  ending(days),
  `${WHAT}\n${COMES}`,
  `${WHEN}\n${changes(schedule)}`,
  `${IF_AGAIN} ${NEVER}:\n${links.neverAgain}`,
  WHY,
];
