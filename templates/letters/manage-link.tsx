import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type ManageLinkWords = {
  sender: LetterSender;
  links: {manage: string; unsubscribe: string};
};

export const manageLinkSubject = ({sender}: ManageLinkWords): string =>
  `Manage your ${sender.name} subscription`;

const HEADING = 'Manage your subscription';
const ASKED =
  'Someone, most likely you, asked for the link to this subscription. Use it to choose what you get ' +
  'and when.';
const BUTTON = 'Change settings';
const LEAVE = 'Unsubscribe with one click';
const WHY =
  'You received this email because the link was requested. If this was not you, ignore it; nothing changes.';

export const ManageLinkLetter = ({sender, links}: ManageLinkWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="Choose your delivery time, days and topics, or unsubscribe."
    why={WHY}
  >
    <Sentence>{ASKED}</Sentence>
    <ActionButton href={links.manage}>{BUTTON}</ActionButton>
    <Sentence>
      Want to stop? <TextLink href={links.unsubscribe}>{LEAVE}</TextLink>
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const manageLinkText = ({links}: ManageLinkWords): string[] => [
  HEADING,
  ASKED,
  `${BUTTON}:\n${links.manage}`,
  `Want to stop? ${LEAVE}:\n${links.unsubscribe}`,
  WHY,
];
