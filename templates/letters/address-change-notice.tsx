import {ActionButton, LetterFrame, type LetterSender, linkLine, Sentence} from './letter-frame.tsx';

export type AddressChangeNoticeWords = {
  sender: LetterSender;
  /** The old inbox objects, and every link is revoked. */
  links: {keep: string};
};

export const addressChangeNoticeSubject = ({sender: {name, say}}: AddressChangeNoticeWords): string =>
  say('letter.notice.subject', {name});

export const AddressChangeNoticeLetter = ({sender, links}: AddressChangeNoticeWords) => {
  const {name, say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.notice.heading')}
      preheader={say('letter.notice.preheader')}
      why={say('letter.old.why')}
    >
      <Sentence>{say('letter.notice.asked', {name})}</Sentence>
      <Sentence>{say('letter.notice.ifSo')}</Sentence>
      <Sentence>{say('letter.notice.ifNot')}</Sentence>
      <ActionButton href={links.keep}>{say('letter.notice.button')}</ActionButton>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const addressChangeNoticeText = ({sender: {name, say}, links}: AddressChangeNoticeWords): string[] => [
  say('letter.notice.heading'),
  say('letter.notice.asked', {name}),
  say('letter.notice.ifSo'),
  say('letter.notice.ifNot'),
  linkLine(say, {label: say('letter.notice.button'), link: links.keep}),
  say('letter.old.why'),
];
