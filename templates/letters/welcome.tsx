import {ActionButton, LetterFrame, type LetterSender, Sentence, TextLink} from './letter-frame.tsx';

export type WelcomeWords = {
  sender: LetterSender;
  links: {manage: string; unsubscribe: string};
  /** The subscriber's schedule as a sentence. */
  schedule: string;
};

export const welcomeSubject = ({sender}: WelcomeWords): string => `You are subscribed to ${sender.name}`;

const HEADING = 'You are subscribed';
const BUTTON = 'Choose your schedule and topics';
const NEXT =
  'The next edition arrives automatically. Follow topics, and papers about them move up, each with ' +
  'the reason.';
const LEAVE = 'Unsubscribe with one click';
const WHY = 'You received this email because you confirmed your subscription. Keep it for its links.';

export const WelcomeLetter = ({sender, links, schedule}: WelcomeWords) => (
  <LetterFrame sender={sender} heading={HEADING} preheader={schedule} why={WHY}>
    <Sentence>
      {schedule} {NEXT}
    </Sentence>
    <ActionButton href={links.manage}>{BUTTON}</ActionButton>
    <Sentence>
      Not for you after all? <TextLink href={links.unsubscribe}>{LEAVE}</TextLink>
    </Sentence>
  </LetterFrame>
);

/** The letter's paragraphs as plain text. */
export const welcomeText = ({links, schedule}: WelcomeWords): string[] => [
  HEADING,
  `${schedule} ${NEXT}`,
  `${BUTTON}:\n${links.manage}`,
  `Not for you after all? ${LEAVE}:\n${links.unsubscribe}`,
  WHY,
];
