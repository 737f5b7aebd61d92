import {Column, Row, Section} from 'react-email';
import {theme} from '../theme.ts';
import {LetterFrame, type LetterSender, PartHead, Quiet, Sentence, TextLink} from './letter-frame.tsx';

export type WelcomeWords = {
  sender: LetterSender;
  links: {manage: string; unsubscribe: string};
  /** The subscriber's schedule as a sentence. */
  schedule: string;
};

export const welcomeSubject = ({sender}: WelcomeWords): string => `You are subscribed to ${sender.name}`;

/** Listed topics, in pairs. A link opens the settings with one of them ticked; only Save there keeps it. */
const PAIRS = [
  ['reasoning', 'agents'],
  ['reinforcement learning', 'video generation'],
  ['image generation', 'robotics'],
  ['multimodal models', 'code generation'],
] as const;

const HEADING = 'You are subscribed';
const PICK = 'Pick a first topic';
const HOW =
  'Papers on topics you follow come first, each with the reason. Each link opens your settings with that ' +
  'topic ticked; save it there.';
const ALL = 'Choose your schedule and topics';
const LEAVE = 'Unsubscribe with one click';
const WHY = 'You received this email because you confirmed your subscription. Keep it for its links.';

const NAMED = `Among the topics are ${PAIRS.flat().join(', ')}.`;

const capitalised = (topic: string): string => topic.charAt(0).toUpperCase() + topic.slice(1);

export const WelcomeLetter = ({sender, links, schedule}: WelcomeWords) => (
  <LetterFrame sender={sender} heading={HEADING} preheader={schedule} why={WHY}>
    <Sentence>
      <strong>{schedule}</strong>
    </Sentence>
    <PartHead>{PICK}</PartHead>
    <Quiet>{HOW}</Quiet>
    <Section className="picks">
      {PAIRS.map(pair => (
        <Row key={pair[0]}>
          {pair.map(topic => (
            <Column key={topic} style={{width: '50%', padding: '5px 0', fontFamily: theme.fonts.sans}}>
              <TextLink href={`${links.manage}?follow=${encodeURIComponent(topic)}`}>
                {capitalised(topic)}
              </TextLink>
            </Column>
          ))}
        </Row>
      ))}
    </Section>
    <Sentence>
      <br />
      <TextLink href={links.manage}>{ALL}</TextLink>
    </Sentence>
    <Quiet>
      Not for you after all? <TextLink href={links.unsubscribe}>{LEAVE}</TextLink>
    </Quiet>
  </LetterFrame>
);

/** The letter's paragraphs as plain text; its settings have the topics, so one link is enough. */
export const welcomeText = ({links, schedule}: WelcomeWords): string[] => [
  HEADING,
  schedule,
  `${PICK}\nPapers on topics you follow come first, each with the reason. ${NAMED}`,
  `${ALL}:\n${links.manage}`,
  `Not for you after all? ${LEAVE}:\n${links.unsubscribe}`,
  WHY,
];
