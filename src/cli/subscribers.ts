import {createReadStream} from 'node:fs';
import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {RawPreferences} from '../subscribers/preferences.ts';
import {consentHash} from '../subscribers/store/consent-texts.ts';
import type {ImportSubscribersResult} from '../use-cases/subscribers/import-subscribers.ts';
import {refusedAddress, refusedConsent} from './frame/arguments.ts';
import {describeChoices, describeConsent} from './frame/describe-subscriber.ts';
import {progressBar} from './frame/progress-bar.ts';
import {exitOfRows, moreThan, SHOWN_REJECTIONS} from './frame/rejections.ts';
import {type CommandResult, EXIT, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import {whySystemRefused} from './frame/system-trouble.ts';
import type {Terminal} from './frame/terminal.ts';

type AddOptions = RawPreferences & {name?: string; confirmed?: boolean; consent?: string};

/** `paperboy subscribers …` */
export const addSubscribersCommands = (program: Command, run: Run): void => {
  const subscribers = program.command('subscribers').description('who gets the mail');
  subscribers
    .command('add')
    .description('add one subscriber, and ask by letter unless --confirmed')
    .argument('<email>')
    .option('--name <name>')
    .option('--timezone <zone>', 'such as Europe/Berlin')
    .option('--hour <hour>', 'the local hour of delivery, 0 to 23')
    .option('--frequency <frequency>', 'daily, weekdays or weekly')
    .option('--weekday <day>', 'for weekly: monday to sunday')
    .option('--topics <topics>', 'separated by ;')
    .option('--avoid <words>', 'words to avoid, separated by ;')
    .option('--authors <names>', 'authors to follow, separated by ;')
    .option('--labs <names>', 'labs to follow, separated by ;')
    .option('--code-hosts <links>', 'code to follow, such as github.com/example, separated by ;')
    .option('--papers <n>', 'how many papers, 1 to 40')
    .option('--arxiv-share <percent>', 'how many of them new on arXiv, 0 to 100')
    .option('--paused-until <day>', 'no mail before this day, such as 2026-04-01')
    .option('--confirmed', 'you attest the consent; needs --consent')
    .option('--consent <text>', 'what was agreed to')
    .action((email: string, options: AddOptions) =>
      run(refusedAddress(email) ?? refusedConsent(options) ?? (paperboy => add(paperboy, email, options))),
    );
  subscribers
    .command('import')
    .description('read subscribers from CSV, and ask each by letter unless --confirmed')
    .argument('<file.csv>')
    .option('--confirmed', 'you attest the consent of all; needs --consent')
    .option('--consent <text>', 'what they agreed to')
    .action((file: string, options: AddOptions) =>
      run(refusedConsent(options) ?? (paperboy => importFile(paperboy, file, options))),
    );
  subscribers
    .command('export')
    .description('write everybody as CSV to stdout')
    .action(() => run(exportAll));
  subscribers
    .command('show')
    .description('what is kept of one subscriber, and what became of the last mails')
    .argument('<email>')
    .action((email: string) => run(refusedAddress(email) ?? (paperboy => show(paperboy, email))));
  subscribers
    .command('unsubscribe')
    .description('end a subscription')
    .argument('<email>')
    .action((email: string) => run(refusedAddress(email) ?? (paperboy => unsubscribe(paperboy, email))));
  subscribers
    .command('erase')
    .description('delete everything that is known of one subscriber, for good')
    .argument('<email>')
    .action((email: string) => run(refusedAddress(email) ?? (paperboy => erase(paperboy, email))));
  subscribers
    .command('stats')
    .description('how many there are in each state')
    .action(() => run(stats));
};

const add = async (paperboy: Paperboy, email: string, options: AddOptions): Promise<CommandResult> => {
  const {name, confirmed = false, consent, ...preferences} = options;
  const refusal = lettersRefused(paperboy, confirmed);
  if (refusal) return refusal;
  const outcome = await paperboy.subscribers.add({
    address: email,
    preferences,
    confirmed,
    ...(name === undefined ? {} : {name}),
    ...(consent === undefined ? {} : {consentText: consent}),
  });
  if (outcome.kind === 'refused') return stop(EXIT.usage, outcome.reason);
  const {subscriber, kind} = outcome;
  const isAsked = subscriber.state === 'pending';
  const said = isAsked
    ? `${kind}: a letter asks for confirmation`
    : `${kind}: ${subscriber.state} (${subscriber.stateReason})`;
  return {
    exit: EXIT.done,
    json: {outcome: kind, number: subscriber.number, state: subscriber.state},
    lines: [said],
    notes: isAsked ? await whoSendsLetters(paperboy) : [],
  };
};

/** A letter waits for a worker; nobody should wait for a letter that nobody sends. */
const whoSendsLetters = async ({sending}: Paperboy): Promise<string[]> =>
  (await sending.hasDeliveryWorker())
    ? []
    : ['No worker is alive: letters wait for one. Start it with "paperboy worker".'];

/** Asking by letter writes to real people, so it needs what a real send needs. */
const lettersRefused = ({problems}: Paperboy, confirmed: boolean): CommandResult | null => {
  if (confirmed || problems.length === 0) return null;
  const lines = problems.map(({setting, problem, fix}) => `  ${setting} ${problem}: ${fix}`);
  return {
    exit: EXIT.refused,
    json: {error: 'a letter cannot be sent', problems},
    lines: [],
    notes: ['A letter cannot be sent:', ...lines],
  };
};

const importFile = async (paperboy: Paperboy, file: string, options: AddOptions): Promise<CommandResult> => {
  const confirmed = options.confirmed ?? false;
  const refusal = lettersRefused(paperboy, confirmed);
  if (refusal) return refusal;
  const bar = progressBar('subscribers', 0);
  try {
    const outcome = await paperboy.subscribers.import({
      csv: createReadStream(file),
      confirmed,
      consentText: options.consent ?? null,
      onProgress: rows => bar.update(rows),
    });
    if (outcome.kind === 'refused') return stop(EXIT.failed, `${file}: ${outcome.reason}`);
    return describeImport(outcome, outcome.asked === 0 ? [] : await whoSendsLetters(paperboy));
  } catch (error) {
    const why = whySystemRefused(error);
    if (why === null) throw error;
    return stop(EXIT.failed, `${file} cannot be read: ${why}`);
  } finally {
    bar.stop();
  }
};

const describeImport = (
  {
    imported,
    updated,
    skipped,
    rejected,
    service,
    ignored,
  }: Extract<ImportSubscribersResult, {kind: 'imported'}>,
  notes: string[],
): CommandResult => ({
  exit: exitOfRows({taken: imported + updated + skipped, rejected: rejected.length}),
  json: {imported, updated, skipped, rejected},
  lines: [`${imported} imported, ${updated} updated, ${skipped} skipped, ${rejected.length} rejected`],
  notes: [
    ...(service === null ? [] : [`read as an export of ${service}`]),
    ...(ignored.length > 0 ? [`columns not read: ${ignored.join(', ')}`] : []),
    ...rejected.slice(0, SHOWN_REJECTIONS).map(({line, reason}) => `line ${line}: ${reason}`),
    ...moreThan(rejected.length),
    ...notes,
  ],
});

const exportAll = async ({subscribers}: Paperboy, terminal: Terminal): Promise<CommandResult> => {
  const texts = subscribers.export({format: terminal.asJson ? 'json' : 'csv'});
  for await (const text of texts) if (!(await terminal.write(text))) break;
  return {exit: EXIT.done, json: null, lines: [], isWritten: true};
};

const SHOWN_EDITIONS = 14;

const show = async (paperboy: Paperboy, email: string): Promise<CommandResult> => {
  const subscriber = await paperboy.subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'no subscriber has this address');
  const mails = await paperboy.subscribers.deliveries({number: subscriber.number, limit: SHOWN_EDITIONS});
  const {consent} = subscriber;
  return {
    exit: EXIT.done,
    json: {
      ...subscriber,
      consent: consent && {...consent, sha256: consentHash(consent.text)},
      mails,
    },
    lines: [
      `${subscriber.address}, subscriber ${subscriber.number}`,
      `${subscriber.state}: ${subscriber.stateReason}, ${new Date(subscriber.stateAt).toISOString()}`,
      ...describeChoices(subscriber),
      ...describeConsent(consent),
      ...table(
        mails.map(({edition, state, run, reason, messageId}) => [
          edition,
          state,
          `run ${run}`,
          reason ?? messageId ?? '',
        ]),
      ),
    ],
  };
};

const unsubscribe = async ({subscribers}: Paperboy, email: string): Promise<CommandResult> => {
  const subscriber = await subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'no subscriber has this address');
  const outcome = await subscribers.unsubscribe({number: subscriber.number, via: 'command'});
  return {
    exit: EXIT.done,
    json: {outcome: outcome.kind, number: subscriber.number},
    lines: [
      outcome.kind === 'unsubscribed' ? 'the subscription has ended' : 'there was no subscription to end',
    ],
  };
};

const erase = async (paperboy: Paperboy, email: string): Promise<CommandResult> => {
  const subscriber = await paperboy.subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'no subscriber has this address');
  const onTheirWay = (await paperboy.subscribers.deliveries({number: subscriber.number})).filter(
    ({state}) => state === 'pending',
  );
  const outcome = await paperboy.subscribers.erase(subscriber.number);
  return {
    exit: EXIT.done,
    json: {outcome: outcome.kind, number: subscriber.number, mails_on_their_way: onTheirWay.length},
    lines: ['everything about this address is deleted; an HMAC keeps it from being imported again'],
    notes: onTheirWay.length === 0 ? [] : [MAIL_ON_ITS_WAY],
  };
};

const MAIL_ON_ITS_WAY =
  'A mail is being sent at this moment: its address is deleted when that is settled, within a day.';

const stats = async ({subscribers}: Paperboy): Promise<CommandResult> => {
  const {states, leaveReasons} = await subscribers.stats();
  return {
    exit: EXIT.done,
    json: {...states, leave_reasons: leaveReasons},
    lines: [
      ...table(Object.entries(states).map(([state, count]) => [state, String(count)])),
      ...table(
        Object.entries(leaveReasons)
          .filter(([, count]) => count > 0)
          .map(([reason, count]) => [`left: ${reason}`, String(count)]),
      ),
    ],
  };
};
