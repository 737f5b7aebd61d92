import {randomBytes} from 'node:crypto';
import {type Config, parseConfig} from '../../config.ts';
import type {Check} from '../../ops/doctor/check.ts';
import {dnsBy} from '../../ops/doctor/dns/dns.ts';
import {planFor} from '../../ops/mail-plan.ts';
import {problemsOfRealSend} from '../../settings/real-send.ts';
import type {Environment} from '../../settings/secret-files.ts';
import {type CommandResult, EXIT, stop, table} from '../frame/result.ts';
import type {CommandContext, Run} from '../frame/run.ts';
import {whySystemRefused} from '../frame/system-trouble.ts';
import type {Answers} from './answers.ts';
import {askForYes} from './ask.ts';
import {checkSender, isKeyRefused} from './check-sender.ts';
import {envText} from './env-text.ts';
import {importReaders} from './import-readers.ts';
import {nextSteps} from './next-steps.ts';
import {type FirstMailResult, sendFirstMail} from './send-first-mail.ts';
import {settingsOf, withSecrets} from './settings.ts';
import {KEPT_NAME, writeEnv} from './write-env.ts';

/** Everything that is settled before anything is done. */
export type InitPlan = {
  answers: Partial<Answers>;
  /** The settings of the `.env` that is there. */
  before: Environment;
  replaces: boolean;
  /** Whether somebody is asked before it is written. */
  isAsking: boolean;
  /** A CSV file of readers, and what they agreed to. */
  file: string | null;
  consent: string | null;
};

/**
 * Checks the sender, says what the audience needs, writes `.env`, sends a test, imports readers, and says
 * what is next.
 */
export const carryOut = async (plan: InitPlan, run: Run, context: CommandContext): Promise<void> => {
  const prepared = prepare(plan, context.environment);
  if (prepared.kind === 'refused') return run(prepared.result);
  const {config, settings, text} = prepared;
  const {terminal} = context;
  const checks = await checkSender(config, dnsBy());
  for (const line of table(checks.flatMap(toRows))) terminal.say(line);
  if (isKeyRefused(checks)) return run(stop(EXIT.refused, 'Resend refuses the key; nothing was written'));
  const need = needOf(plan.answers, config);
  for (const line of need?.lines ?? []) terminal.say(line);
  if (plan.isAsking && !(await askForYes(plan.replaces ? 'Replace .env? A copy is kept' : 'Write .env?')))
    return run(stop(EXIT.refused, 'nothing was written'));
  const written = await write({folder: context.folder, text, replaces: plan.replaces});
  if (written !== null) return run(written);
  terminal.say(
    `.env is written; only you can read it${plan.replaces ? `, the old one is ${KEPT_NAME}` : ''}`,
  );
  const test = plan.answers.testTo ? await sendFirstMail(config, plan.answers.testTo) : null;
  const result = resultOf({config, checks, need, test, hasReaders: plan.file !== null});
  const {file, consent} = plan;
  if (file === null || consent === null) return run(result);
  return run(paperboy => importReaders(paperboy, {file, consent, result}), {
    environment: {...context.environment, ...settings},
  });
};

type Prepared =
  | {kind: 'ready'; config: Config; settings: Record<string, string>; text: string}
  | {kind: 'refused'; result: CommandResult};

/** All settings, judged as they will be read; nothing is written that would be refused later. */
const prepare = ({answers, before}: InitPlan, environment: Environment): Prepared => {
  const settings = withSecrets({...kept(before, answers), ...settingsOf(answers)}, environment, newSecret);
  const reading = parseConfig({...environment, ...settings});
  const problems =
    reading.kind === 'problems'
      ? reading.problems
      : problemsOfRealSend(reading.config).map(({setting, problem, fix}) => `${setting} ${problem}: ${fix}`);
  const text = envText(settings);
  if (text === null) problems.push('a value has a line break or every kind of quote, which .env cannot hold');
  if (reading.kind === 'config' && text !== null && problems.length === 0)
    return {kind: 'ready', config: reading.config, settings, text};
  return {
    kind: 'refused',
    result: {
      exit: EXIT.usage,
      json: {error: 'the settings have problems; nothing was written', problems},
      lines: [],
      notes: [
        'These settings have problems; nothing was written:',
        ...problems.map(problem => `  ${problem}`),
      ],
    },
  };
};

const CARRIERS = new Set(['MAIL_TRANSPORT', 'SMTP_URL', 'RESEND_API_KEY']);

/** What stood there and was not asked for stays; another way to send takes the place of the old one. */
const kept = (before: Environment, {carrier}: Partial<Answers>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(before).flatMap(([name, value]) =>
      value === undefined || (carrier && CARRIERS.has(name)) ? [] : [[name, value]],
    ),
  );

const SECRET_BYTES = 32;

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('hex');

const needOf = ({readers}: Partial<Answers>, {MAIL_TRANSPORT}: Config) =>
  MAIL_TRANSPORT === 'resend' && Number(readers ?? 0) > 0 ? planFor(Number(readers)) : null;

const write = async (env: {
  folder: string;
  text: string;
  replaces: boolean;
}): Promise<CommandResult | null> => {
  try {
    return (await writeEnv(env)) === 'written'
      ? null
      : stop(EXIT.refused, '.env is there already and stays as it is');
  } catch (error) {
    const why = whySystemRefused(error);
    if (why === null) throw error;
    return stop(EXIT.failed, `.env cannot be written: ${why}`);
  }
};

type Outcome = {
  config: Config;
  checks: Check[];
  need: ReturnType<typeof planFor> | null;
  test: FirstMailResult | null;
  hasReaders: boolean;
};

const resultOf = ({config, checks, need, test, hasReaders}: Outcome): CommandResult => {
  const next = nextSteps(config, hasReaders);
  return {
    exit: test?.state === 'refused' ? EXIT.partly : EXIT.done,
    json: {
      env: '.env',
      transport: config.MAIL_TRANSPORT,
      checks,
      plan: need && {perDay: need.perDay, perMonth: need.perMonth, freePlanIsEnough: need.isEnough},
      test,
      next,
    },
    lines: [...describeTest(test, config), 'Next:', ...next.map((step, at) => `  ${at + 1}. ${step}`)],
  };
};

const describeTest = (test: FirstMailResult | null, {MAIL_TRANSPORT, OUTBOX_DIR}: Config): string[] => {
  if (test === null) return [];
  if (test.state === 'accepted')
    return [
      MAIL_TRANSPORT === 'outbox' ? `the test email is in ${OUTBOX_DIR}/` : 'the test email was accepted',
    ];
  const what = test.state === 'refused' ? 'was refused' : 'may not have been sent';
  return [`the test email ${what}: ${test.reason ?? 'nobody answers'}`];
};

const MARKS: Record<Check['state'], string> = {ok: 'ok', warning: 'WARNING', error: 'ERROR', skipped: '-'};

const toRows = ({subject, state, message, fix}: Check): string[][] => [
  [MARKS[state], subject, message],
  ...(fix === null ? [] : [['', '', `→ ${fix}`]]),
];
