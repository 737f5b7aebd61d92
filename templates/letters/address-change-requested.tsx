import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type AddressChangeRequestedWords = {
  sender: LetterSender;
  /** Where its reader can end every link to their choices, the one to the other address among them. */
  links: {revokeLinks: string};
};

export const addressChangeRequestedSubject = ({sender}: AddressChangeRequestedWords): string =>
  `Change of address requested for ${sender.name}`;

const HEADING = 'A change of address was requested';
const asked = ({name}: LetterSender) =>
  `Someone, most likely you, wants the research papers from ${name} sent to another address. Once it ` +
  'is confirmed there, they stop coming here.';
const IF_NOT =
  'If this was not you, someone has a link from an email you forwarded. Revoke all links to cancel ' +
  'the change.';
const BUTTON = 'This was not me: revoke all links';
const WHY =
  'You received this email because the papers are currently sent to this address. If this was you, ' +
  'there is nothing to do.';

export const AddressChangeRequestedLetter = ({sender, links}: AddressChangeRequestedWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="If this was you, there is nothing to do. If not, one click stops it."
    why={WHY}
  >
    <Sentence>{asked(sender)}</Sentence>
    <Sentence>{IF_NOT}</Sentence>
    <ActionButton href={links.revokeLinks}>{BUTTON}</ActionButton>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const addressChangeRequestedText = ({sender, links}: AddressChangeRequestedWords): string[] => [
  HEADING,
  asked(sender),
  IF_NOT,
  `${BUTTON}:\n${links.revokeLinks}`,
  WHY,
];
