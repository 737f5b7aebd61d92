import {LetterFrame, type LetterSender, linkLine, Sentence, TextLink} from './letter-frame.tsx';

export type GoodbyeWords = {sender: LetterSender};

export const goodbyeSubject = ({sender: {name, say}}: GoodbyeWords): string =>
  say('letter.goodbye.subject', {name});

export const GoodbyeLetter = ({sender}: GoodbyeWords) => {
  const {publicUrl, say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.goodbye.heading')}
      preheader={say('letter.goodbye.preheader')}
      why={say('letter.goodbye.why')}
    >
      <Sentence>{say('letter.goodbye.done')}</Sentence>
      <Sentence>
        {say('letter.goodbye.mistake')} <TextLink href={publicUrl}>{say('letter.goodbye.again')}</TextLink>
      </Sentence>
      <Sentence>
        {say('letter.goodbye.stays')}{' '}
        <TextLink href={`${publicUrl}/editions`}>{say('letter.goodbye.editions')}</TextLink>
      </Sentence>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const goodbyeText = ({sender: {publicUrl, say}}: GoodbyeWords): string[] => [
  say('letter.goodbye.heading'),
  say('letter.goodbye.done'),
  linkLine(say, {
    before: say('letter.goodbye.mistake'),
    label: say('letter.goodbye.again'),
    link: publicUrl,
  }),
  `${say('letter.goodbye.stays')}\n${publicUrl}/editions`,
  say('letter.goodbye.why'),
];
