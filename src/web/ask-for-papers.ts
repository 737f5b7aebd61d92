import type {Context} from 'hono';
import type {Clock} from '../clock.ts';
import type {RawPreferences} from '../subscribers/preferences.ts';
import {visitorOf} from './visitor.ts';
import type {WebRooms} from './web-rooms.ts';

/** What a person agrees to by asking, shown beside every form and kept with their subscription as proof (GDPR article 7.1). */
export const CONSENT = 'Send me trending research papers by email. I can leave at any time with one click.';

/** The field that no person sees and only a machine fills. */
export const TRAP = 'website';

export type TypedAsking = {
  /** As typed. */
  address: string;
  preferences?: RawPreferences;
  via: 'form' | 'api';
  /** What stands in the field that no person sees. */
  trap: string;
};

export type AskingAnswer = {kind: 'taken'} | {kind: 'refused'; reason: string};

/**
 * Answers are given at whole steps of this time and never between them. The work takes some milliseconds, and how many would tell a new address
 * from one that is known: a letter is asked for, or not.
 */
const ANSWER_STEP_MS = 100;

/**
 * Takes what somebody asks with. The answer and its time are the same whether the address is new, waiting, subscribed, gone, suppressed, over
 * a limit, or was sent by a machine that fell for the trap. `refused` is said of what is no address, whoever asks.
 */
export const askForPapers = async (
  rooms: WebRooms,
  c: Context,
  typed: TypedAsking,
): Promise<AskingAnswer> => {
  const startedAt = rooms.clock.now();
  const answer = typed.trap === '' ? await ask(rooms, c, typed) : fellForTheTrap(rooms);
  await untilTheNextStep(rooms.clock, startedAt);
  return answer;
};

const ask = async (
  rooms: WebRooms,
  c: Context,
  {address, preferences, via}: TypedAsking,
): Promise<AskingAnswer> =>
  rooms.subscription.ask({
    address,
    ...(preferences ? {preferences} : {}),
    consentText: CONSENT,
    via,
    visitor: visitorOf(c, rooms.trustedProxies),
  });

const fellForTheTrap = ({log}: WebRooms): AskingAnswer => {
  log.info({event: 'sign-up.trapped'});
  return {kind: 'taken'};
};

const untilTheNextStep = ({now, sleep}: Pick<Clock, 'now' | 'sleep'>, startedAt: number): Promise<void> =>
  sleep(ANSWER_STEP_MS - ((now() - startedAt) % ANSWER_STEP_MS));
