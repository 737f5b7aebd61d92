import type {EditionId} from '../../editions/edition.ts';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Frequency} from '../../subscribers/subscriber.ts';
import type {Ledger} from '../ledger/ledger.ts';
import {type MailSoFar, SLICE} from '../ledger/resends.ts';
import {checkEligibility, type Eligibility, mayConcern, type Scope} from './resend-scope.ts';

/** Who a re-send would reach, and who not and why. */
export type Survey = {
  eligible: number;
  /** How many of them an earlier run brought it to, or may have. */
  hadIt: number;
  leftOut: Record<string, number>;
  /** A few of the eligible addresses, masked. */
  samples: string[];
};

export type DryRun = Survey & {
  kind: 'dry-run';
  /** The run that was interrupted and that the same number finishes, or null. */
  unfinished: number | null;
};

export type SurveyResend = {
  ledger: Ledger;
  subscribers: Pick<Subscribers, 'readEach' | 'highestNumber'>;
  edition: EditionId;
  scopes: Scope[];
  /** Who the edition is for. */
  frequencies: readonly Frequency[];
  /** Milliseconds since 1970. */
  now: number;
  /** What is done with the eligible of a slice; false ends the survey. */
  onSlice?: (from: number, eligible: MailSoFar[]) => Promise<boolean>;
};

const READ_AT_ONCE = 512;

const MAX_SAMPLES = 5;

/**
 * Counts whom a re-send reaches, each against the ledger and their own record, a slice at a time. Null when
 * `onSlice` ended it.
 */
export const surveyResend = async (wanted: SurveyResend): Promise<Survey | null> => {
  const survey: Survey = {eligible: 0, hadIt: 0, leftOut: {}, samples: []};
  const highest = await wanted.subscribers.highestNumber();
  for (let from = 0; from <= highest; from += SLICE) {
    const eligible = isSkipped(wanted.scopes, from) ? [] : await surveySlice(wanted, from, survey);
    if (wanted.onSlice && !(await wanted.onSlice(from, eligible))) return null;
  }
  return survey;
};

/** Whether all that is wanted are single subscribers, and none of them is here. */
const isSkipped = (scopes: Scope[], from: number): boolean =>
  scopes.every(scope => scope.kind === 'subscriber' && (scope.number < from || scope.number >= from + SLICE));

const UNREADABLE: Eligibility = {kind: 'left-out', reason: 'unreadable'};

const surveySlice = async (
  {ledger, subscribers, edition, scopes, frequencies, now}: SurveyResend,
  from: number,
  survey: Survey,
): Promise<MailSoFar[]> => {
  const mails = (await ledger.mailsFrom(edition, from)).filter(mail =>
    scopes.some(scope => mayConcern(scope, mail)),
  );
  const eligible: MailSoFar[] = [];
  for (let at = 0; at < mails.length; at += READ_AT_ONCE) {
    const batch = mails.slice(at, at + READ_AT_ONCE);
    const found = await subscribers.readEach(batch.map(({number}) => number));
    for (const [place, mail] of batch.entries()) {
      const {subscriber, problems} = found[place] ?? {subscriber: null, problems: []};
      const asked = checkEligibility({scopes, mail, subscriber, frequencies, now});
      const eligibility = asked !== null && problems.length > 0 ? UNREADABLE : asked;
      if (eligibility?.kind === 'eligible') {
        eligible.push(mail);
        if (subscriber && survey.samples.length < MAX_SAMPLES)
          survey.samples.push(maskAddress(subscriber.address));
      } else if (eligibility) addTo(survey.leftOut, eligibility.reason, 1);
    }
  }
  survey.eligible += eligible.length;
  survey.hadIt += eligible.filter(({hadIt}) => hadIt).length;
  return eligible;
};

/** Counts `many` more under a reason. */
export const addTo = (counts: Record<string, number>, reason: string, many: number) => {
  counts[reason] = (counts[reason] ?? 0) + many;
};

/** How long so many mails take at a rate of calls; null without a limit. */
export const secondsFor = ({
  mails,
  chunkSize,
  perSecond,
}: {
  mails: number;
  chunkSize: number;
  perSecond: number | null;
}): number | null => (perSecond === null ? null : Math.ceil(Math.ceil(mails / chunkSize) / perSecond));
