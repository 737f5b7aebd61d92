import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {Command} from 'commander';
import {parseEnvFile} from '../../settings/env-file.ts';
import {type CommandResult, EXIT, stop} from '../frame/result.ts';
import type {CommandContext, Run} from '../frame/run.ts';
import {whySystemRefused} from '../frame/system-trouble.ts';
import {type Answers, BY_DEFAULT, judgeAnswers, missingFlags} from './answers.ts';
import {askFor} from './ask.ts';
import {carryOut, type InitPlan} from './carry-out.ts';
import {answersOf} from './settings.ts';

export type InitOptions = {
  yes?: boolean;
  overwrite?: boolean;
  name?: string;
  from?: string;
  publicUrl?: string;
  postalAddress?: string;
  resendKey?: string;
  smtpUrl?: string;
  testTo?: string;
  readers?: string;
  import?: string;
  consent?: string;
};

/** `paperboy init` */
export const addInitCommand = (program: Command, run: Run, context: CommandContext): void => {
  program
    .command('init')
    .description('set up a newsletter: asks, checks the sender, writes .env, sends one test email')
    .option('--yes', 'ask nothing; take the defaults')
    .option('--from <address>', 'address that the digest is sent from')
    .option('--name <name>', 'name of the newsletter')
    .option('--public-url <url>', 'public https URL of the pages')
    .option('--postal-address <text>', 'your postal address, printed in every email')
    .option('--resend-key <key>', 'API key of Resend')
    .option('--smtp-url <url>', 'mail server, in place of Resend')
    .option('--test-to <email>', 'your own address, for one test email')
    .option('--readers <n>', 'how many readers, about')
    .option('--import <file.csv>', 'readers who agreed already; needs --consent')
    .option('--consent <text>', 'the text that they agreed to')
    .option('--overwrite', 'replace a .env that is there; it is kept beside it')
    .action(async (options: InitOptions) => {
      const plan = await planOf(options, context);
      await (plan.kind === 'plan' ? carryOut(plan, run, context) : run(plan.result));
    });
};

type Planned = ({kind: 'plan'} & InitPlan) | {kind: 'refused'; result: CommandResult};

const refused = (result: CommandResult): Planned => ({kind: 'refused', result});

const planOf = async (options: InitOptions, context: CommandContext): Promise<Planned> => {
  const wrong = whyWrong(options);
  if (wrong !== null) return refused(stop(EXIT.usage, wrong));
  const file = readExisting(join(context.folder, '.env'));
  if (file.kind === 'problem') return refused(stop(EXIT.refused, file.problem));
  const isAsking = context.isInteractive && !options.yes;
  const replaces = file.kind === 'settings';
  if (replaces && !options.overwrite && !isAsking)
    return refused(
      stop(
        EXIT.refused,
        '.env is there already and stays as it is; --overwrite replaces it and keeps a copy',
      ),
    );
  const judged = judgeAnswers(givenBy(options));
  if (judged.kind === 'refused') return refused(stop(EXIT.usage, judged.reason));
  const answers = await completed(judged.answers, {options, context, isAsking});
  if (!('answers' in answers)) return refused(answers);
  return {
    kind: 'plan',
    answers: answers.answers,
    before: replaces ? file.settings : {},
    replaces,
    isAsking,
    file: options.import ?? null,
    consent: options.consent ?? null,
  };
};

const whyWrong = (options: InitOptions): string | null => {
  if (options.resendKey !== undefined && options.smtpUrl !== undefined)
    return '--resend-key and --smtp-url: give one of them';
  if (options.smtpUrl !== undefined && !/^smtps?:\/\//.test(options.smtpUrl))
    return '--smtp-url must begin with smtp:// or smtps://';
  if (options.import === undefined) return null;
  if (!options.consent?.trim())
    return '--import needs --consent TEXT: the text they agreed to, as it will be recorded';
  return statSync(options.import, {throwIfNoEntry: false})?.isFile()
    ? null
    : `--import ${options.import} cannot be read: no such file`;
};

type Existing = {kind: 'none'} | ReturnType<typeof parseEnvFile>;

const readExisting = (path: string): Existing => {
  try {
    return parseEnvFile(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {kind: 'none'};
    return {kind: 'problem', problem: `.env cannot be read: ${whySystemRefused(error) ?? String(error)}`};
  }
};

const givenBy = ({resendKey, smtpUrl, ...options}: InitOptions): Partial<Answers> => {
  const {name, from, postalAddress, publicUrl, readers, testTo} = options;
  const given = {name, from, postalAddress, publicUrl, readers, testTo, carrier: smtpUrl ?? resendKey};
  return Object.fromEntries(
    Object.entries(given).flatMap(([asked, text]) => (text === undefined ? [] : [[asked, text.trim()]])),
  );
};

type Asking = {options: InitOptions; context: CommandContext; isAsking: boolean};

const completed = async (
  given: Partial<Answers>,
  {options, context, isAsking}: Asking,
): Promise<{answers: Partial<Answers>} | CommandResult> => {
  const known = answersOf(context.environment);
  if (isAsking) {
    const asked = await askFor(given, known);
    return asked.kind === 'answered' ? {answers: asked.answer} : stop(EXIT.refused, 'nothing was written');
  }
  const answers = {...known, ...given};
  const missing = missingFlags(answers, options.yes ?? false);
  if (missing.length === 0) return {answers: {...BY_DEFAULT, ...answers}};
  return stop(
    EXIT.usage,
    `missing: ${missing.join(', ')}${options.yes ? '' : '; or --yes, which sets up a trial without sending'}`,
  );
};
