import type {Command} from 'commander';
import {languageCodes} from '../../templates/languages/languages.ts';
import type {Paperboy} from '../app.ts';
import {SECOND} from '../clock.ts';
import {describeKeptOut, describeWayBack} from '../ops/describe-kept-out.ts';
import type {RawPreferences} from '../subscribers/preferences.ts';
import {whyUnreadable} from '../subscribers/store/records.ts';
import {refusedAddress, refusedConsent} from './frame/arguments.ts';
import {lettersRefused, whoSendsLetters} from './frame/letters.ts';
import {type CommandResult, EXIT, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import type {Terminal} from './frame/terminal.ts';
import {addImportCommand} from './subscribers/import.ts';
import {showOrigins} from './subscribers/origins.ts';
import {addShowCommand} from './subscribers/show-subscriber.ts';
import {addLibraryCommand} from './subscribers/subscriber-library.ts';

type AddOptions = RawPreferences & {name?: string; confirmed?: boolean; consent?: string};

/** `paperboy subscribers …` */
export const addSubscribersCommands = (program: Command, run: Run): void => {
  const subscribers = program.command('subscribers').description('manage subscribers');
  subscribers
    .command('add')
    .description('add a subscriber; sends a confirmation email unless --confirmed')
    .argument('<email>')
    .option('--name <name>')
    .option('--timezone <zone>', 'for example Europe/Berlin')
    .option('--hour <hour>', 'local delivery hour, 0 to 23')
    .option('--frequency <frequency>', 'daily, weekdays, matches (only when something matches) or weekly')
    .option('--weekday <day>', 'for weekly: monday to sunday')
    .option('--topics <topics>', 'separated by ;')
    .option('--avoid <words>', 'words to avoid, separated by ;')
    .option('--authors <names>', 'authors to follow, separated by ;')
    .option('--labs <names>', 'labs to follow, separated by ;')
    .option('--code-hosts <links>', 'code to follow, for example github.com/example, separated by ;')
    .option('--papers <n>', 'papers per email, 1 to 40')
    .option('--form <full|short>', 'short: five papers, one line each')
    .option('--arxiv-share <percent>', 'share of them that is new on arXiv, 0 to 100')
    .option('--news <yes|no>', 'tell what became of papers that are theirs; yes unless said')
    .option('--language <tag>', `language of emails and pages: ${languageCodes.join(', ')}`)
    .option('--paused-until <day>', 'no email before this day, for example 2026-04-01')
    .option('--confirmed', 'you attest their consent; needs --consent')
    .option('--consent <text>', 'the text they agreed to')
    .action((email: string, options: AddOptions) =>
      run(refusedAddress(email) ?? refusedConsent(options) ?? (paperboy => add(paperboy, email, options))),
    );
  addImportCommand(subscribers, run);
  subscribers
    .command('export')
    .description('export all subscribers as CSV to stdout')
    .action(() => run(exportAll));
  addShowCommand(subscribers, run);
  addLibraryCommand(subscribers, run);
  subscribers
    .command('unsubscribe')
    .description('unsubscribe a subscriber; tells them by email')
    .argument('<email>')
    .action((email: string) => run(refusedAddress(email) ?? (paperboy => unsubscribe(paperboy, email))));
  subscribers
    .command('erase')
    .description('delete all data of a subscriber for good; tells them by email')
    .argument('<email>')
    .action((email: string) => run(refusedAddress(email) ?? (paperboy => erase(paperboy, email))));
  subscribers
    .command('unblock')
    .description('lift the block of an address whose owner asked never to be written to')
    .argument('<email>')
    .action((email: string) => run(refusedAddress(email) ?? (paperboy => unblock(paperboy, email))));
  subscribers
    .command('stats')
    .description('count subscribers by state')
    .option('--origins', 'also by where they came from: which list bounces and complains')
    .action(({origins}: {origins?: boolean}) => run(origins ? showOrigins : stats));
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
  if (outcome.kind === 'kept-out') return notAdded(outcome.reason, {outcome: outcome.kind});
  const {subscriber, kind} = outcome;
  const {number, state} = subscriber;
  const why = describeKeptOut(subscriber);
  if (why !== null) return notAdded(why, {outcome: kind, number, state});
  const isAsked = subscriber.state === 'pending';
  const said = isAsked
    ? `${kind}: confirmation email queued`
    : `${kind}: ${subscriber.state} (${subscriber.stateReason})`;
  return {
    exit: EXIT.done,
    json: {outcome: kind, number, state},
    lines: [said],
    notes: isAsked ? await whoSendsLetters(paperboy) : [],
  };
};

const notAdded = (why: string, facts: Record<string, unknown>): CommandResult => ({
  ...stop(EXIT.refused, `not added: ${why}`),
  json: {...facts, error: `not added: ${why}`},
});

const exportAll = async ({subscribers, operations}: Paperboy, terminal: Terminal): Promise<CommandResult> => {
  const texts = subscribers.export({format: terminal.asJson ? 'json' : 'csv'});
  for await (const text of texts) if (!(await terminal.write(text))) break;
  const missing = await operations.listDamage('subscriber');
  return {
    exit: missing.length === 0 ? EXIT.done : EXIT.partly,
    json: null,
    lines: [],
    notes: missing.map(({name}) => whyUnreadable(Number(name))),
    isWritten: true,
  };
};

const unblock = async ({subscribers}: Paperboy, email: string): Promise<CommandResult> => {
  const outcome = await subscribers.unblockAddress(email);
  if (outcome.kind === 'not-blocked') return stop(EXIT.refused, 'this address is not blocked by its owner');
  return {
    exit: EXIT.done,
    json: {outcome: outcome.kind},
    lines: ['unblocked: its owner can subscribe through the sign-up form'],
  };
};

const unsubscribe = async (paperboy: Paperboy, email: string): Promise<CommandResult> => {
  const {subscribers} = paperboy;
  const subscriber = await subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'subscriber not found');
  const outcome = await subscribers.unsubscribe({number: subscriber.number, via: 'command'});
  const isNew = outcome.kind === 'unsubscribed';
  const isTold = isNew && outcome.from === 'active';
  return {
    exit: EXIT.done,
    json: {outcome: outcome.kind, number: subscriber.number},
    lines: [isNew ? 'unsubscribed' : 'no active subscription'],
    notes: isTold ? await whoSendsLetters(paperboy) : [],
  };
};

const erase = async (paperboy: Paperboy, email: string): Promise<CommandResult> => {
  const subscriber = await paperboy.subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'subscriber not found');
  const onTheirWay = (await paperboy.subscribers.deliveries({number: subscriber.number})).filter(
    ({state}) => state === 'pending',
  );
  const outcome = await paperboy.subscribers.erase(subscriber.number);
  await paperboy.operations.rewriteDisk({patienceMs: REWRITE_WITHIN_MS});
  return {
    exit: EXIT.done,
    json: {outcome: outcome.kind, number: subscriber.number, mails_on_their_way: onTheirWay.length},
    lines: [
      'all data for this address is deleted; an HMAC blocks it from being imported again',
      describeWayBack(subscriber),
    ],
    notes: onTheirWay.length === 0 ? [] : [MAIL_ON_ITS_WAY],
  };
};

/** A larger file is rewritten on its own, and the next process sees to it. */
const REWRITE_WITHIN_MS = 10 * SECOND;

const MAIL_ON_ITS_WAY =
  'An email is being sent right now; its address is deleted once that is settled, within a day.';

const stats = async ({subscribers}: Paperboy): Promise<CommandResult> => {
  const {states, leaveReasons, forgotten} = await subscribers.stats();
  return {
    exit: EXIT.done,
    json: {...states, leave_reasons: leaveReasons, forgotten},
    lines: [
      ...table(Object.entries(states).map(([state, count]) => [state, String(count)])),
      ...table(
        Object.entries(leaveReasons)
          .filter(([, count]) => count > 0)
          .map(([reason, count]) => [`left: ${reason}`, String(count)]),
      ),
      ...(forgotten > 0 ? [`deleted a while after unsubscribing: ${forgotten}`] : []),
    ],
  };
};
