import type {PlayedRound} from './round.ts';

/** A failing round, shrunk to the fewest faults, as lines for a person. */
export const tellStory = ({plan, outcome, strikes, trace}: PlayedRound): string[] => [
  `Seed ${plan.seed}: ${plan.readers} readers, calls of ${plan.batchSize} mails, ${plan.workers} workers.`,
  `It takes ${strikes.length} fault${strikes.length === 1 ? '' : 's'}:`,
  ...strikes.map(({id, what}) => `  ${tellFault(id, what)}`),
  'What happened:',
  ...trace.lines
    .flatMap(tellStep)
    .slice(0, MAX_LINES)
    .map(line => `  ${line}`),
  'What came of it:',
  ...describe(outcome).map(line => `  ${line}`),
];

const MAX_LINES = 200;

/** What befalls a process as it asks Redis, hears of it, or calls Resend. */
const BEFALLS: Record<string, string> = {
  'asks crash-before-asking': 'dies before it asks Redis something',
  'asks crash-after-asking': 'dies once it has asked Redis something',
  'hears crash-at-reply': 'dies as an answer of Redis comes',
  'asks request-lost': 'asks Redis something that never arrives there',
  'asks reply-lost': 'never gets an answer of Redis',
  'asks slow': 'waits for seconds until Redis is reached',
  'asks fail-over': 'asks Redis something; a replica that lags takes over',
  'asks power-cut': 'asks Redis something; the power fails, and all start again',
  'call unreachable': 'cannot reach Resend',
  'call lost-before': 'loses the connection before Resend has the call',
  'call lost-after': 'loses the connection after Resend has taken the mails',
  'call error-before': 'is answered 500, and nothing was taken',
  'call error-after': 'is answered 502, and all was taken',
  'call late': 'gives a call up that arrives later',
  'call slow': 'waits long for the answer of Resend',
  'call doubled': 'calls once, and the call arrives twice',
  'call rate-limit': 'is answered 429',
  'call blocked': 'is answered 401',
  'call crash-before-call': 'dies before a call leaves it',
  'call crash-in-call': 'dies during a call',
  'call crash-after-answer': 'dies as the answer to a call comes',
};

/** `worker-3.hears/17` and what it was; the name stands behind, since `only` of a round takes it. */
const tellFault = (id: string, what: string): string => {
  const {who, does} = /^(?<who>[\w-]+)\.(?<does>\w+)\//.exec(id)?.groups ?? {};
  const befalls = BEFALLS[`${does} ${what}`];
  return befalls === undefined ? `${what} (${id})` : `${who} ${befalls} (${id})`;
};

/** What Redis is asked that changes who gets what; all else is left out of a story. */
const ASKED: Record<string, string> = {
  'plan-members': 'to plan readers',
  'end-wave': 'to note that the wave is planned',
  'open-resend': 'to open a re-send',
  'end-planning': 'to end the planning of a re-send',
  'freeze-chunk': 'to freeze',
  'begin-call': 'to note that a call begins for',
  'settle-chunk': 'to note the end of',
  'settle-doubt': 'to settle the doubt of',
  'defer-chunk': 'to give back',
  'split-chunk': 'to split',
  'give-order': 'to note an order',
};

const tellStep = (line: string): string[] => {
  const {what = '', key = ''} = /^redis (?<what>[a-z-]+) (?<key>.*)$/.exec(line)?.groups ?? {};
  if (!line.startsWith('redis ') || what === 'forgets') return [line.replace(/^redis /, 'Redis ')];
  const asked = ASKED[what];
  if (asked === undefined) return [];
  const chunk = /:chunk:(?<name>.*)$/.exec(key)?.groups?.name;
  return [`Redis is asked ${asked}${chunk === undefined ? '' : ` chunk ${chunk}`}`];
};

const describe = ({lost, doubled, moved, unexplained, wrong}: PlayedRound['outcome']): string[] => [
  ...(lost > 0 ? [`${lost} readers got no mail`] : []),
  ...(doubled > 0 ? [`${doubled} readers got more than one`] : []),
  ...(moved > 0 ? [`${moved} readers got two, since Redis forgot the first call and its plan`] : []),
  ...(unexplained > 0 ? [`${unexplained} mails are uncertain, and no fault accounts for it`] : []),
  ...wrong,
];
