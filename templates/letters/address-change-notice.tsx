import {ActionButton, LetterFrame, type LetterSender, Sentence} from './letter-frame.tsx';

export type AddressChangeNoticeWords = {
  sender: LetterSender;
  /** The old inbox objects, and every link is revoked. */
  links: {keep: string};
};

export const addressChangeNoticeSubject = ({sender}: AddressChangeNoticeWords): string =>
  `Your address for ${sender.name} changes in one day`;

const HEADING = 'Your address changes in one day';
const asked = ({name}: LetterSender) =>
  `The new address confirmed that it wants the research papers from ${name}. One day after this email ` +
  'they are sent there, and no longer to this address.';
const IF_SO = 'If this was you, there is nothing to do.';
const IF_NOT = 'If this was not you, keep this address. This also revokes the links in all earlier emails.';
const BUTTON = 'Not me: keep this address';
const WHY = 'You received this email because the papers are currently sent to this address.';

export const AddressChangeNoticeLetter = ({sender, links}: AddressChangeNoticeWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="If this was you, there is nothing to do. If not, keep this address."
    why={WHY}
  >
    <Sentence>{asked(sender)}</Sentence>
    <Sentence>{IF_SO}</Sentence>
    <Sentence>{IF_NOT}</Sentence>
    <ActionButton href={links.keep}>{BUTTON}</ActionButton>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const addressChangeNoticeText = ({sender, links}: AddressChangeNoticeWords): string[] => [
  HEADING,
  asked(sender),
  IF_SO,
  IF_NOT,
  `${BUTTON}:\n${links.keep}`,
  WHY,
];
