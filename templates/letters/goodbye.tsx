import {LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type GoodbyeWords = {sender: LetterSender};

export const goodbyeSubject = ({sender}: GoodbyeWords): string => `You are unsubscribed from ${sender.name}`;

const HEADING = 'You are unsubscribed';
const DONE =
  'No more papers will be sent to this address. An email already on its way may still arrive; it will ' +
  'be the last.';
const WHY =
  'You received this one email because the subscription for this address has ended. No reply is needed.';

export const GoodbyeLetter = ({sender}: GoodbyeWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="No more papers will be sent to this address. This email is the last."
    why={WHY}
  >
    <Sentence>{DONE}</Sentence>
    <Sentence>
      Unsubscribed by mistake? <TextLink href={sender.publicUrl}>Subscribe again</TextLink>. Every edition
      stays <TextLink href={`${sender.publicUrl}/editions`}>on the web</TextLink>, without an address.
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const goodbyeText = ({sender}: GoodbyeWords): string[] => [
  HEADING,
  DONE,
  `Unsubscribed by mistake? Subscribe again:\n${sender.publicUrl}`,
  `Every edition stays on the web, without an address:\n${sender.publicUrl}/editions`,
  WHY,
];
