import {MINUTE} from '../../clock.ts';

/** A call to send mails, as the other side's log of calls tells it. */
export type LoggedCall = {
  /** When it came in, by the other side's clock; ms since 1970. */
  at: number;
  /** The HTTP status of its answer. */
  status: number;
  /** `unreadable`: what it carried cannot be told. `foreign`: it carried no mail of this edition. */
  carried: 'unreadable' | 'foreign' | CarriedMail[];
};

/** One mail of a logged call: whose it was, in which run and chunk, and the id that it was taken under. */
export type CarriedMail = {run: number; chunk: string; number: number; messageId: string | null};

/** A chunk of which nobody knows whether it was taken. */
export type Doubt = {
  run: number;
  chunk: string;
  /** The subscribers' numbers. */
  members: number[];
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

/** A chunk that the ledger knows to be accepted, and when that was noted. */
export type KnownCall = {run: number; chunk: string; settledAt: number};

export type Decision = {
  /** The ids of those who were found, by number. */
  accepted: Map<number, string>;
  /** Those of whom it is proved that nothing was taken. */
  unsent: number[];
  /** Those of whom nothing is proved. */
  uncertain: number[];
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
 * the ledger knows within the doubt is there, and one of this edition at least, so that it has no hole; and
 * all of it can be read. Where a log shows none of this edition, the list of emails is asked, whose ends are
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
  /** Of the same edition. */
  known: KnownCall[];
  now: number;
}): Decision => {
  const accepted = foundIn(doubt, evidence.calls);
  const missing = doubt.members.filter(number => !accepted.has(number));
  const reason = missing.length === 0 ? null : whyUnproved({doubt, evidence, known, now, missing});
  return {
    accepted,
    unsent: reason === null ? missing : [],
    uncertain: reason === null ? [] : missing,
    reason,
  };
};

const foundIn = ({run, members}: Doubt, calls: LoggedCall[]): Map<number, string> => {
  const ids = new Map<number, string>();
  for (const {status, carried} of calls)
    if (status < 300 && typeof carried !== 'string')
      for (const mail of carried)
        if (mail.run === run && mail.messageId !== null && !ids.has(mail.number))
          ids.set(mail.number, mail.messageId);
  return new Map(members.flatMap(number => entryOf(ids, number)));
};

const entryOf = (ids: Map<number, string>, number: number): [number, string][] => {
  const id = ids.get(number);
  return id === undefined ? [] : [[number, id]];
};

type Question = {doubt: Doubt; evidence: Evidence; known: KnownCall[]; now: number; missing: number[]};

/** Null where the log proves that nothing was taken of those who are missing in it. */
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
const isOfTheirs = ({doubt, missing}: Question, {status, carried}: LoggedCall): boolean =>
  !isRefusal(status) &&
  typeof carried !== 'string' &&
  carried.some(({run, number}) => run === doubt.run && missing.includes(number));

/** A definite no; 408, 409 and 425 say nothing of the mails. */
export const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![408, 409, 425].includes(status);

/** It shows that the log holds what this edition's calls carried. */
const isOurs = ({carried}: LoggedCall): boolean => typeof carried !== 'string' && carried.length > 0;

const isAnyHidden = ({doubt, evidence, known}: Question): boolean => {
  const seen = new Set(
    evidence.calls.flatMap(({carried}) =>
      typeof carried === 'string' ? [] : carried.map(({run, chunk}) => `${run}/${chunk}`),
    ),
  );
  return known.some(
    ({run, chunk, settledAt}) =>
      settledAt >= doubt.from - SAME_TIME_MS &&
      settledAt <= doubt.to + SAME_TIME_MS &&
      !seen.has(`${run}/${chunk}`),
  );
};
