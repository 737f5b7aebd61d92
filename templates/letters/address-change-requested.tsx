import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type AddressChangeRequestedWords = {
  sender: LetterSender;
  links: {
    /** The old inbox agrees. */
    agree: string;
    /** It objects, and every link is revoked. */
    keep: string;
  };
};

export const addressChangeRequestedSubject = ({sender}: AddressChangeRequestedWords): string =>
  `Change of address requested for ${sender.name}`;

const HEADING = 'A change of address was requested';
const asked = ({name}: LetterSender) =>
  `Someone, most likely you, wants the research papers from ${name} sent to another address. It takes ` +
  'effect when you agree here and the new address confirms.';
const BUTTON = 'Agree to the change';
const HOUR = 'This link works for one hour. Without it, we write to you again before anything changes.';
const IF_NOT = 'If this was not you, someone has a link from an email you forwarded.';
const KEEP = 'Keep this address and revoke all links';
const WHY = 'You received this email because the papers are currently sent to this address.';

export const AddressChangeRequestedLetter = ({sender, links}: AddressChangeRequestedWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Agree if this was you. If not, one click keeps your address."
    why={WHY}
  >
    <Sentence>{asked(sender)}</Sentence>
    <ActionButton href={links.agree}>{BUTTON}</ActionButton>
    <Sentence>{HOUR}</Sentence>
    <Sentence>
      {IF_NOT} <TextLink href={links.keep}>{KEEP}</TextLink>
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const addressChangeRequestedText = ({sender, links}: AddressChangeRequestedWords): string[] => [
  HEADING,
  asked(sender),
  `${BUTTON}:\n${links.agree}`,
  HOUR,
  `${IF_NOT} ${KEEP}:\n${links.keep}`,
  WHY,
];
