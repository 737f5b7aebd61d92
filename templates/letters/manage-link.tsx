import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type ManageLinkWords = {
  sender: LetterSender;
  links: {manage: string; unsubscribe: string};
};

export const manageLinkSubject = ({sender}: ManageLinkWords): string =>
  `The link to your ${sender.name} subscription`;

const HEADING = 'Here is your link';
const ASKED =
  'Somebody, most likely you, asked for the link to this subscription. With it you choose what comes and when.';
const BUTTON = 'Change your subscription';
const LEAVE = 'Leave with one press';
const WHY =
  'You get this letter because the link was asked for. If it was not you, do nothing, and nothing changes.';

export const ManageLinkLetter = ({sender, links}: ManageLinkWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Choose your hour, days and topics, or leave."
    why={WHY}
  >
    <Sentence>{ASKED}</Sentence>
    <ActionButton href={links.manage}>{BUTTON}</ActionButton>
    <Sentence>
      No more papers? <TextLink href={links.unsubscribe}>{LEAVE}</TextLink>
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const manageLinkText = ({links}: ManageLinkWords): string[] => [
  HEADING,
  ASKED,
  `${BUTTON}:\n${links.manage}`,
  `No more papers? ${LEAVE}:\n${links.unsubscribe}`,
  WHY,
];
