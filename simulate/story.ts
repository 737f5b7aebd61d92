import type {PlayedRound} from './round.ts';

/** What Redis was told that changes who gets what; all else it was asked is left out of a story. */
const TELLING = new RegExp(
  '^redis (?:forgets|plan-members|end-wave|open-resend|end-planning|freeze-chunk|begin-call |settle|defer|' +
    'split|give-order)',
);

const isTelling = (line: string): boolean => !line.startsWith('redis ') || TELLING.test(line);

/** A failing round, shrunk to the fewest faults, as lines for a person. */
export const tellStory = ({plan, outcome, strikes, trace}: PlayedRound): string[] => [
  `Seed ${plan.seed}: ${plan.readers} readers, calls of ${plan.batchSize} mails, ${plan.workers} workers.`,
  `It takes ${strikes.length} fault${strikes.length === 1 ? '' : 's'}:`,
  ...strikes.map(({id, what}) => `  ${what} (${id})`),
  'What happened:',
  ...trace.lines
    .filter(isTelling)
    .slice(0, MAX_LINES)
    .map(line => `  ${line}`),
  'What came of it:',
  ...describe(outcome).map(line => `  ${line}`),
];

const MAX_LINES = 200;

const describe = ({lost, doubled, unexplained, wrong}: PlayedRound['outcome']): string[] => [
  ...(lost > 0 ? [`${lost} readers got no mail`] : []),
  ...(doubled > 0 ? [`${doubled} readers got more than one`] : []),
  ...(unexplained > 0 ? [`${unexplained} mails are uncertain, and no fault accounts for it`] : []),
  ...wrong,
];
