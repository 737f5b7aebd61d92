import {MINUTE} from '../../clock.ts';

/** A call to send mails, as the other side's log of calls tells it. */
export type LoggedCall = {
  /** When it came in, by the other side's clock; ms since 1970. */
  at: number;
  /** The HTTP status of its answer. */
  status: number;
  /** `unreadable`: what it carried cannot be told. `foreign`: it carried nothing of what is searched for. */
  carried: 'unreadable' | 'foreign' | CarriedMail[];
};

/** One mail of a logged call: the marks of both, and the id that it was taken under. */
export type CarriedMail = {mail: string; call: string; messageId: string | null};

/** A chunk or a letter of which nobody knows whether it was taken. */
export type Doubt = {
  /** The marks of its mails. */
  mails: string[];
  /** When the first call that may have been taken was begun, and the last one; ms since 1970. */
  from: number;
  to: number;
};

/** What was read of the log of calls, or of the list of emails, in which each email is a call. */
export type Evidence = {
  source: 'the log' | 'the list of emails';
  /** The calls to send mails within the doubt, see `isOfThatTime`. */
  calls: LoggedCall[];
  /**
   * Of the oldest and the newest call that was seen, in the list of emails of this instance; null where none
   * was.
   */
  oldestAt: number | null;
  newestAt: number | null;
  /** How far the other side's clock was from ours as it answered; null where it did not say. */
  skewMs: number | null;
  /** Why the log was not read to its end; null where it was. */
  broken: string | null;
};

/** A call that is known to be accepted, by its mark, and when that was noted. */
export type KnownCall = {call: string; settledAt: number};

export type Decision = {
  /** The ids of the mails that were found, by mark. */
  accepted: Map<string, string>;
  /** Those of which it is proved that they were not taken. */
  unsent: string[];
  /** Those of which nothing is proved. */
  uncertain: string[];
  /** Why nothing is proved of them; null where there are none. */
  reason: string | null;
};

/** How far the other side's clock may be from ours. */
export const MAX_CLOCK_SKEW_MS = 5 * MINUTE;

/** How long a call may be under way after it was begun. */
const MAX_UNDER_WAY_MS = 60 * MINUTE;

/** Whether a call that came in then may be one of the doubt's. */
export const isOfThatTime = ({from, to}: Pick<Doubt, 'from' | 'to'>, at: number): boolean =>
  at >= from - MAX_CLOCK_SKEW_MS && at <= to + MAX_UNDER_WAY_MS + MAX_CLOCK_SKEW_MS;

/** The one reason after which the list of emails can prove an absence still. */
export const NO_CALL_OF_OURS = 'the log shows no call of ours of that time: it may lack more';

/** Well within the calls that were opened, whatever the clocks. */
const SAME_TIME_MS = MINUTE;

/**
 * What the log of calls says of one doubt. Found means accepted. Absent means unsent, but only where nothing
 * can hide it: an older and a later call are there, so that neither end is cut off or late; every call that
 * is known within the doubt is there, and one of what is searched for at least, so that it has no hole; and
 * all of it can be read. Where a log shows none of that, the list of emails is asked, whose ends are
 * emails of this instance.
 * Anything less proves nothing.
 */
export const decideDoubt = ({
  doubt,
  evidence,
  known,
  now,
}: {
  doubt: Doubt;
  evidence: Evidence;
  /** Of the same edition, or of letters. */
  known: KnownCall[];
  now: number;
}): Decision => {
  const accepted = foundIn(doubt, evidence.calls);
  const missing = doubt.mails.filter(mail => !accepted.has(mail));
  const reason = missing.length === 0 ? null : whyUnproved({evidence, doubt, known, now, missing});
  return {
    accepted,
    unsent: reason === null ? missing : [],
    uncertain: reason === null ? [] : missing,
    reason,
  };
};

const foundIn = ({mails}: Doubt, calls: LoggedCall[]): Map<string, string> => {
  const wanted = new Set(mails);
  const ids = new Map<string, string>();
  for (const {status, carried} of calls)
    if (status < 300 && typeof carried !== 'string')
      for (const {mail, messageId} of carried)
        if (messageId !== null && wanted.has(mail) && !ids.has(mail)) ids.set(mail, messageId);
  return ids;
};

type Question = {doubt: Doubt; evidence: Evidence; known: KnownCall[]; now: number; missing: string[]};

/** Null where the log proves that nothing was taken of what is missing in it. */
const whyUnproved = (question: Question): string | null => {
  const {doubt, evidence, now} = question;
  const {source, calls, oldestAt, newestAt, skewMs, broken} = evidence;
  if (broken !== null) return broken;
  if (skewMs === null || skewMs > MAX_CLOCK_SKEW_MS) return 'the clocks differ: nothing is sure of its times';
  if (now - doubt.to < MAX_UNDER_WAY_MS) return `the last call is too recent for ${source}`;
  if (oldestAt === null || oldestAt > doubt.from - MAX_CLOCK_SKEW_MS)
    return `${source} does not reach back before the first call`;
  if (newestAt === null || newestAt <= doubt.to + MAX_UNDER_WAY_MS + MAX_CLOCK_SKEW_MS)
    return `${source} shows no later call yet: it may be late`;
  if (calls.some(({carried}) => carried === 'unreadable'))
    return `${source} holds calls of that time that cannot be read`;
  if (calls.some(call => isOfTheirs(question, call)))
    return `${source} holds a call for them whose answer does not say whether it was taken`;
  if (isAnyHidden(question)) return `${source} lacks a call that was accepted at that time`;
  return source === 'the list of emails' || calls.some(isOurs) ? null : NO_CALL_OF_OURS;
};

/** A call that carried one of them and was neither refused nor answered with ids. */
const isOfTheirs = ({missing}: Question, {status, carried}: LoggedCall): boolean =>
  !isRefusal(status) && typeof carried !== 'string' && carried.some(({mail}) => missing.includes(mail));

/** A definite no; 408, 409 and 425 say nothing of the mails. */
export const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![408, 409, 425].includes(status);

/** It shows that the log holds what such calls carried. */
const isOurs = ({carried}: LoggedCall): boolean => typeof carried !== 'string' && carried.length > 0;

const isAnyHidden = ({doubt, evidence, known}: Question): boolean => {
  const seen = new Set(
    evidence.calls.flatMap(({carried}) => (typeof carried === 'string' ? [] : carried.map(({call}) => call))),
  );
  return known.some(
    ({call, settledAt}) =>
      settledAt >= doubt.from - SAME_TIME_MS && settledAt <= doubt.to + SAME_TIME_MS && !seen.has(call),
  );
};
