import {parseAddress} from '../../subscribers/address.ts';
import {isPausedAt} from '../../subscribers/pause.ts';
import {foldTopic} from '../../subscribers/preferences.ts';
import type {Frequency, Subscriber} from '../../subscribers/subscriber.ts';
import type {MailSoFar} from '../ledger/resends.ts';

/** Whom a re-send is for. Several scopes are a union. */
export type Scope =
  | {kind: 'failed' | 'unsent' | 'uncertain' | 'all'}
  | {kind: 'topic'; topic: string}
  | {kind: 'subscriber'; number: number};

/** A scope as an operator writes it: a subscriber by address. */
export type ScopeInput = Exclude<Scope, {kind: 'subscriber'}> | {kind: 'address'; address: string};

export type ParsedScope = {kind: 'scope'; scope: ScopeInput} | {kind: 'refused'; reason: string};

const PLAIN = ['failed', 'unsent', 'uncertain', 'all'] as const;

/** Parses one scope: `failed`, `unsent`, `uncertain`, `all`, `topic:diffusion models`, or an address. */
export const parseScope = (text: string): ParsedScope => {
  const plain = PLAIN.find(kind => kind === text);
  if (plain) return {kind: 'scope', scope: {kind: plain}};
  if (text.startsWith('topic:')) {
    const topic = foldTopic(text.slice('topic:'.length));
    return topic === ''
      ? {kind: 'refused', reason: `"${text.slice(0, 60)}" names no topic`}
      : {kind: 'scope', scope: {kind: 'topic', topic}};
  }
  if (!text.includes('@'))
    return {
      kind: 'refused',
      reason: `"${text.slice(0, 60)}" is not a scope: ${PLAIN.join(', ')}, topic:T, or an address`,
    };
  const address = parseAddress(text);
  return address.kind === 'refused'
    ? {kind: 'refused', reason: address.reason}
    : {kind: 'scope', scope: {kind: 'address', address: address.address}};
};

/**
 * The scope as the ledger and the audit keep it: `failed`, `topic:folding`, `subscriber:12`, never an
 * address.
 */
export const scopeName = (scope: Scope): string => {
  if (scope.kind === 'topic') return `topic:${scope.topic}`;
  return scope.kind === 'subscriber' ? `subscriber:${scope.number}` : scope.kind;
};

/** The scopes' names in one order, so that the same scopes read the same. */
export const scopeNames = (scopes: Scope[]): string[] => scopes.map(scopeName).sort();

export type Question = {
  scopes: Scope[];
  mail: MailSoFar;
  /** Null where there is none, or no more. */
  subscriber: Subscriber | null;
  /** Whom the edition is for. */
  frequencies: readonly Frequency[];
  /** Milliseconds since 1970. */
  now: number;
};

/** Null for a subscriber whom no scope means. */
export type Eligibility = {kind: 'eligible'} | {kind: 'left-out'; reason: string} | null;

/** Whether a scope can concern a mail in this state: spares reading the subscribers whom it cannot. */
export const mayConcern = (scope: Scope, {number, state}: MailSoFar): boolean => {
  switch (scope.kind) {
    case 'failed':
    case 'uncertain':
      return state === scope.kind;
    case 'unsent':
      return state === 'excluded' || state === 'none';
    case 'subscriber':
      return scope.number === number;
    default:
      return true;
  }
};

/**
 * Whether a re-send brings its mail to one subscriber, or why not. A subscriber in several scopes needs only
 * one that allows it.
 */
export const checkEligibility = (question: Question): Eligibility => {
  const reasons = question.scopes
    .filter(scope => isMeant(scope, question))
    .map(scope => whyNot(scope, question));
  const [first] = reasons;
  if (first === undefined) return null;
  return reasons.includes(null) || first === null ? {kind: 'eligible'} : {kind: 'left-out', reason: first};
};

const isMeant = (scope: Scope, {mail, subscriber, frequencies}: Question): boolean => {
  if (!mayConcern(scope, mail)) return false;
  if (scope.kind === 'subscriber') return true;
  // A subscriber who never had the edition missed it only where they could have had it.
  if (mail.state === 'none' && subscriber?.state !== 'active') return false;
  if (scope.kind === 'unsent' && mail.state === 'none') return isInAudience(subscriber, frequencies);
  return scope.kind !== 'topic' || (subscriber?.preferences.topics.includes(scope.topic) ?? false);
};

/**
 * Why a scope's mail does not go to one subscriber, or null. Never to one who unsubscribed, paused or may not
 * be written to. Never a second mail beside one that may arrive, unless the scope names the uncertain ones.
 */
const whyNot = (scope: Scope, {mail, subscriber, frequencies, now}: Question): string | null => {
  if (!subscriber) return 'erased';
  if (subscriber.state !== 'active') return subscriber.state;
  if (isPausedAt(subscriber.preferences, now)) return 'paused';
  if (mail.state === 'pending') return 'on its way';
  if (mail.state === 'uncertain' && scope.kind !== 'uncertain') return 'uncertain';
  // Excluded from a re-send, but an earlier run brought the mail.
  if (scope.kind === 'unsent' && mail.hadIt) return 'already accepted';
  const isNamed = scope.kind === 'subscriber';
  if (mail.state === 'none' && !isNamed && !isInAudience(subscriber, frequencies))
    return 'not in the audience';
  return null;
};

const isInAudience = (subscriber: Subscriber | null, frequencies: readonly Frequency[]): boolean =>
  subscriber !== null && frequencies.includes(subscriber.preferences.frequency);
