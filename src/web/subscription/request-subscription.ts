import type {Context} from 'hono';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import type {WebRooms} from '../deps.ts';
import {untilTheNextStep} from '../frame/constant-time.ts';
import {visitorOf} from '../frame/visitor.ts';

/** What a person agrees to by asking, shown beside every form and kept with their subscription as proof (GDPR article 7.1). */
export const CONSENT =
  'Send me trending research papers by email. I can unsubscribe at any time with one click.';

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
  rooms.subscribers.subscribe({
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
