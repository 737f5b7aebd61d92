import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type AddressChangeRequestedWords = {
  sender: LetterSender;
  /** Where its reader can end every link to their choices, the one to the other address among them. */
  links: {revokeLinks: string};
};

export const addressChangeRequestedSubject = ({sender}: AddressChangeRequestedWords): string =>
  `Your papers from ${sender.name} may move`;

const HEADING = 'Another address was asked for';
const asked = ({name}: LetterSender) =>
  `Somebody, most likely you, wants the research papers from ${name} to come to another address. They move when somebody there says yes, and then no longer come here.`;
const IF_NOT =
  'If it was not you, somebody has the link of a mail that you forwarded. End all links, and nothing moves.';
const BUTTON = 'It was not me: end all links';
const WHY =
  'You get this letter because the papers come to this address now. If it was you, there is nothing to do.';

export const AddressChangeRequestedLetter = ({sender, links}: AddressChangeRequestedWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="If it was you, there is nothing to do. If not, one press stops it."
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
