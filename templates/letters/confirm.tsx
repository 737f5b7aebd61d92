import {
  ActionButton,
  LetterFrame,
  type LetterSender,
  linkLine,
  PartHead,
  Quiet,
  Sentence,
  ShownPaper,
} from './letter-frame.tsx';

export type ConfirmWords = {
  sender: LetterSender;
  links: {
    confirm: string;
    /** Keeps every later confirmation email from this address. The page behind the button has it, too. */
    neverAgain: string;
  };
  /** For how many days the link holds. */
  days: number;
  /** When the papers would come, as a sentence. */
  schedule: string;
  /** Papers of today with why they would come, each on one line; may be none. */
  papers: {title: string; reason: string}[];
};

export const confirmSubject = ({sender: {name, say}}: ConfirmWords): string =>
  say('letter.confirm.subject', {name});

export const ConfirmLetter = ({sender, links, days, schedule, papers}: ConfirmWords) => {
  const {name, say} = sender;
  return (
    <LetterFrame
      sender={sender}
      heading={say('letter.confirm.heading')}
      preheader={say('letter.confirm.preheader')}
      why={say('letter.confirm.why')}
      site="text"
    >
      <Sentence>{say('letter.confirm.asked', {name})}</Sentence>
      <ActionButton href={links.confirm}>{say('letter.confirm.button')}</ActionButton>
      <Quiet>{say('letter.validFor', {n: days})}</Quiet>
      <PartHead>{say('letter.confirm.what')}</PartHead>
      {papers.map(paper => (
        <ShownPaper key={paper.title} {...paper} />
      ))}
      <Sentence>{say('letter.confirm.comes')}</Sentence>
      <PartHead>{say('letter.confirm.when')}</PartHead>
      <Sentence>
        {schedule} {say('letter.confirm.changes')}
      </Sentence>
      <Quiet>
        {say('letter.confirm.ifAgain')} {say('letter.confirm.onPage')}
      </Quiet>
    </LetterFrame>
  );
};

/** The letter's paragraphs as plain text. */
export const confirmText = ({sender: {name, say}, links, days, schedule, papers}: ConfirmWords): string[] => [
  say('letter.confirm.heading'),
  say('letter.confirm.asked', {name}),
  linkLine(say, {label: say('letter.confirm.button'), link: links.confirm}),
  say('letter.validFor', {n: days}),
  [
    say('letter.confirm.what'),
    ...papers.flatMap(({title, reason}) => [`- ${title}`, `  (${reason})`]),
    say('letter.confirm.comes'),
  ].join('\n'),
  `${say('letter.confirm.when')}\n${schedule} ${say('letter.confirm.changes')}`,
  linkLine(say, {
    before: say('letter.confirm.ifAgain'),
    label: say('letter.never'),
    link: links.neverAgain,
  }),
  say('letter.confirm.why'),
];
