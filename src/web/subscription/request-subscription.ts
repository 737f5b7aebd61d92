import type {Context} from 'hono';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import type {WebDeps} from '../deps.ts';
import {padResponseTime} from '../frame/constant-time.ts';
import {visitorOf} from '../visitors/visitor.ts';

/** The field that no person sees and only a machine fills. */
export const HONEYPOT = 'website';

export type SubscriptionForm = {
  /** As form. */
  address: string;
  preferences?: RawPreferences;
  via: 'form' | 'api';
  /** What stands in the field that no person sees. */
  honeypot: string;
};

export type SubscriptionAnswer = {kind: 'taken'} | {kind: 'refused'; reason: string};

/**
 * Takes a request for a subscription. The answer and its time are the same whether the address is new,
 * waiting, subscribed, gone, suppressed, over a limit, or was sent by a machine that fell for the honeypot.
 * `refused` is said for an invalid address, in every state.
 */
export const requestSubscription = async (
  deps: WebDeps,
  c: Context,
  form: SubscriptionForm,
): Promise<SubscriptionAnswer> => {
  const startedAt = deps.clock.now();
  const answer = form.honeypot === '' ? await ask(deps, c, form) : acceptBot(deps);
  await padResponseTime(deps.clock, startedAt);
  return answer;
};

const ask = async (
  deps: WebDeps,
  c: Context,
  {address, preferences, via}: SubscriptionForm,
): Promise<SubscriptionAnswer> =>
  deps.subscribers.subscribe({
    address,
    ...(preferences ? {preferences} : {}),
    // What the form said beside its button, kept as proof (GDPR article 7.1).
    consentText: deps.speech.say('signUp.consent'),
    via,
    visitor: visitorOf(c, deps),
  });

const acceptBot = ({log}: WebDeps): SubscriptionAnswer => {
  log.info({event: 'signup.honeypot'});
  return {kind: 'taken'};
};
