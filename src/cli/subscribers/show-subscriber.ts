import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import {WHY_BLOCKED} from '../../ops/describe-kept-out.ts';
import {consentHash} from '../../subscribers/store/consent-texts.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {refusedAddress} from '../frame/arguments.ts';
import {describeChoices, describeConsent} from '../frame/describe-subscriber.ts';
import {type CommandResult, EXIT, stop, table} from '../frame/result.ts';
import type {Run} from '../frame/run.ts';

type ShowOptions = {number?: string; mend?: boolean; address?: string};

/** `paperboy subscribers show` */
export const addShowCommand = (subscribers: Command, run: Run): void => {
  subscribers
    .command('show')
    .description("show a subscriber's record and recent emails")
    .argument('[email]')
    .option('--number <n>', 'by number, also where the address cannot be read')
    .option('--mend', 'with --number: write defaults in place of what cannot be read')
    .option('--address <email>', 'with --mend: their address, where it cannot be read')
    .action((email: string | undefined, options: ShowOptions) =>
      run(
        refusedAddress(email) ??
          refusedAddress(options.address, '--address') ??
          refusedQuestion(email, options) ??
          (paperboy => showAsked(paperboy, email, options)),
      ),
    );
};

const refusedQuestion = (email: string | undefined, options: ShowOptions): CommandResult | null => {
  const {number, mend, address} = options;
  if ((email === undefined) === (number === undefined))
    return stop(EXIT.usage, 'say who: an address, or --number N');
  if (number !== undefined && !/^[1-9]\d{0,8}$/.test(number))
    return stop(EXIT.usage, `--number: "${number.slice(0, 60)}" is no number of a subscriber: 1 or more`);
  if (mend && number === undefined) return stop(EXIT.usage, '--mend needs --number N');
  return address !== undefined && !mend ? stop(EXIT.usage, '--address needs --mend') : null;
};

const SHOWN_EDITIONS = 14;

const showAsked = async (
  paperboy: Paperboy,
  email: string | undefined,
  {number: text, mend, address}: ShowOptions,
): Promise<CommandResult> => {
  const number = text === undefined ? await numberOf(paperboy, email ?? '') : Number(text);
  if (number === null) return showBlock(paperboy, email ?? '');
  return mend ? mendAndShow(paperboy, {number, address: address ?? null}) : show(paperboy, number);
};

const numberOf = async ({subscribers}: Paperboy, email: string): Promise<number | null> =>
  (await subscribers.find(email))?.number ?? null;

/** Of an address that nobody is subscribed with: whether it is blocked, and why. */
const showBlock = async ({subscribers}: Paperboy, email: string): Promise<CommandResult> => {
  const blocked = await subscribers.importBlock(email);
  if (blocked === null) return stop(EXIT.failed, 'subscriber not found');
  const error = `subscriber not found; ${WHY_BLOCKED[blocked]}`;
  return {...stop(EXIT.failed, error), json: {error, blocked}};
};

const show = async (paperboy: Paperboy, number: number): Promise<CommandResult> => {
  const found = await paperboy.subscribers.inspect(number);
  if (!found) return stop(EXIT.failed, 'subscriber not found');
  const {subscriber, problems} = found;
  const mails = await paperboy.subscribers.deliveries({number, limit: SHOWN_EDITIONS});
  return {
    exit: EXIT.done,
    json: {...(subscriber ? asJson(subscriber) : {number}), problems, mails},
    lines: [
      ...(subscriber ? describe(subscriber) : [`subscriber ${number}`]),
      ...problems,
      ...table(
        mails.map(({edition, state, run, reason, messageId}) => [
          edition,
          state,
          `run ${run}`,
          reason ?? messageId ?? '',
        ]),
      ),
    ],
    notes: problems.length === 0 ? [] : [howToMend(number, subscriber)],
  };
};

const asJson = (subscriber: Subscriber) => {
  const {consent} = subscriber;
  return {...subscriber, consent: consent && {...consent, sha256: consentHash(consent.text)}};
};

const describe = (subscriber: Subscriber): string[] => [
  `${subscriber.address}, subscriber ${subscriber.number}`,
  `${subscriber.state}: ${subscriber.stateReason}, ${new Date(subscriber.stateAt).toISOString()}`,
  ...describeChoices(subscriber),
  ...describeConsent(subscriber.consent),
];

const howToMend = (number: number, subscriber: Subscriber | null): string =>
  `They get no email until it is mended: paperboy subscribers show --number ${number} --mend` +
  (subscriber ? '; what is shown for it is the default that it gets' : ' --address EMAIL');

const mendAndShow = async (
  paperboy: Paperboy,
  wanted: {number: number; address: string | null},
): Promise<CommandResult> => {
  const result = await paperboy.subscribers.mend(wanted);
  switch (result.kind) {
    case 'unknown':
      return stop(EXIT.failed, 'subscriber not found');
    case 'refused':
      return stop(EXIT.usage, result.reason);
    case 'address-needed':
      return stop(EXIT.refused, `not mended: ${result.problems.join('; ')}; add --address EMAIL`);
    case 'other-address':
      return stop(EXIT.refused, 'not mended: the number was given for another address');
    case 'beyond-mending':
      return stop(EXIT.refused, `not mended: ${result.problems.join('; ')}`);
    case 'sound':
      return {...(await show(paperboy, wanted.number)), notes: ['nothing to mend']};
    case 'mended':
      return withMissed(await show(paperboy, wanted.number), result);
  }
};

/** What was mended, and the editions that they were left out of because of it. */
const withMissed = (
  shown: CommandResult,
  {subscriber, problems}: {subscriber: Subscriber; problems: string[]},
): CommandResult => ({
  ...shown,
  json: {...(shown.json as object), mended: problems},
  notes: [
    `mended: ${problems.join('; ')}`,
    ...(subscriber.state === 'active'
      ? [`What they missed: paperboy editions resend ID --to ${subscriber.address} --confirm 1`]
      : [`They are ${subscriber.state}: only they can subscribe again, through the sign-up form`]),
  ],
});
