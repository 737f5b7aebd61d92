import {Column, Row, Section, Text} from 'react-email';
import {theme} from '../theme.ts';
import {
  LetterFrame,
  type LetterSender,
  linkLine,
  PartHead,
  Quiet,
  Sentence,
  TextLink,
} from './letter-frame.tsx';

export type WelcomeWords = {
  sender: LetterSender;
  links: {manage: string; unsubscribe: string};
  /** The subscriber's schedule as a sentence. */
  schedule: string;
};

export const welcomeSubject = ({sender: {name, say}}: WelcomeWords): string =>
  say('letter.welcome.subject', {name});

/** Listed topics, in pairs. A link opens the settings with one of them ticked; only Save there keeps it. */
const PAIRS = [
  ['reasoning', 'agents'],
  ['reinforcement learning', 'video generation'],
  ['image generation', 'robotics'],
  ['multimodal models', 'code generation'],
] as const;

const topicsType = {fontFamily: theme.fonts.sans, fontSize: '16px', lineHeight: '24px'};

const capitalised = (topic: string): string => topic.charAt(0).toUpperCase() + topic.slice(1);

export const WelcomeLetter = ({sender, links, schedule}: WelcomeWords) => {
  const {say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.welcome.heading')}
      preheader={schedule}
      why={say('letter.welcome.why')}
    >
      <Sentence>
        <strong>{schedule}</strong>
      </Sentence>
      <PartHead>{say('letter.welcome.pick')}</PartHead>
      <Quiet>{say('letter.welcome.how')}</Quiet>
      <Section className="picks" lang="en">
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
      <Text className="alone" style={{...topicsType, margin: `${theme.space.block}px 0`}}>
        <TextLink href={links.manage}>{say('letter.welcome.all')}</TextLink>
      </Text>
      <Quiet>
        {say('letter.welcome.notForYou')} <TextLink href={links.unsubscribe}>{say('letter.leave')}</TextLink>
      </Quiet>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text; its settings have the topics, so one link is enough. */
export const welcomeText = ({sender: {say}, links, schedule}: WelcomeWords): string[] => [
  say('letter.welcome.heading'),
  schedule,
  [
    say('letter.welcome.pick'),
    `${say('letter.welcome.howInText')} ${say('letter.welcome.named', {topics: PAIRS.flat().join(', ')})}`,
  ].join('\n'),
  linkLine(say, {label: say('letter.welcome.all'), link: links.manage}),
  linkLine(say, {
    before: say('letter.welcome.notForYou'),
    label: say('letter.leave'),
    link: links.unsubscribe,
  }),
  say('letter.welcome.why'),
];
