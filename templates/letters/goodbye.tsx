import {LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type GoodbyeWords = {sender: LetterSender};

export const goodbyeSubject = ({sender}: GoodbyeWords): string => `You have left ${sender.name}`;

const HEADING = 'You have left';
const DONE =
  'No more papers come to this address. A mail that was already on its way may still arrive; it is the last.';
const WHY =
  'You get this one letter because the subscription of this address has ended. No answer is needed.';

export const GoodbyeLetter = ({sender}: GoodbyeWords) => (
  <LetterFrame
    sender={sender}
    heading={HEADING}
    preheader="No more papers come to this address. This letter is the last."
    why={WHY}
  >
    <Sentence>{DONE}</Sentence>
    <Sentence>
      Was it a mistake? <TextLink href={sender.publicUrl}>Subscribe again</TextLink>
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const goodbyeText = ({sender}: GoodbyeWords): string[] => [
  HEADING,
  DONE,
  `Was it a mistake? Subscribe again:\n${sender.publicUrl}`,
  WHY,
];
