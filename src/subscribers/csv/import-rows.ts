import {foldAddress, parseAddress} from '../address.ts';
import {parseName} from '../name.ts';
import {parseOpinions, type RawOpinions, sameOpinions} from '../opinions.ts';
import {parsePreferences, type RawPreferences, samePreferences} from '../preferences.ts';
import {quoted} from '../quoted.ts';
import {hadLeftBefore, move} from '../states.ts';
import type {Draft} from '../store/add-records.ts';
import type {Subscriber, SubscriberState} from '../subscriber.ts';
import type {CsvRow} from './csv-rows.ts';

/** What an operator says of a whole file. */
export type Attestation = {
  /** The operator attests that everybody in the file agreed. */
  confirmed: boolean;
  consentText: string;
  now: number;
};

/** A row that can be imported: whom to add if the address is new, and what it says in case it is not. */
export type Candidate = {
  line: number;
  folded: string;
  draft: Draft;
  name: string | null;
  preferences: RawPreferences;
  opinions: RawOpinions;
};

export type ParsedRow = {kind: 'candidate'; candidate: Candidate} | {kind: 'rejected'; reason: string};

type StateReading = {state: SubscriberState; reason: string};

/** What other services call the four states in their exports. */
const statusWords = new Map<string, SubscriberState>([
  ['', 'active'],
  ['active', 'active'],
  ['confirmed', 'active'],
  ['enabled', 'active'],
  ['subscribed', 'active'],
  ['pending', 'pending'],
  ['unconfirmed', 'pending'],
  ['left', 'unsubscribed'],
  ['unsubscribed', 'unsubscribed'],
  ['blocked', 'suppressed'],
  ['blocklisted', 'suppressed'],
  ['bounced', 'suppressed'],
  ['cleaned', 'suppressed'],
  ['complained', 'suppressed'],
  ['suppressed', 'suppressed'],
]);

/** Reads one row; a rejection brings every problem of it in one line. */
export const parseRow = (row: Extract<CsvRow, {kind: 'row'}>, attestation: Attestation): ParsedRow => {
  const {cells, line} = row;
  const address = parseAddress(cells.email ?? '');
  const name = parseName(cells.name ?? '');
  const raw = toRawPreferences(cells);
  const preferences = parsePreferences(raw);
  const rawOpinions = {more: cells.more_like ?? '', less: cells.less_like ?? ''};
  const opinions = parseOpinions(rawOpinions);
  const state = readStatus(cells.status ?? '', attestation);
  const created = readCreated(cells.created ?? '', attestation.now);
  if (
    address.kind === 'refused' ||
    name.kind === 'refused' ||
    preferences.kind === 'refused' ||
    opinions.kind === 'refused' ||
    typeof state === 'string' ||
    typeof created === 'string'
  )
    return rejected([
      ...(address.kind === 'refused' ? [address.reason] : []),
      ...(name.kind === 'refused' ? [name.problem] : []),
      ...(preferences.kind === 'refused' ? preferences.problems : []),
      ...(opinions.kind === 'refused' ? opinions.problems : []),
      ...[state, created].filter(reading => typeof reading === 'string'),
    ]);
  const draft: Draft = {
    address: address.address,
    name: name.name,
    state: state.state,
    stateReason: state.reason,
    stateAt: attestation.now,
    preferences: preferences.preferences,
    opinions: opinions.opinions,
    epoch: 0,
    createdAt: created,
    consent: consentOf(state.state, attestation),
  };
  return {
    kind: 'candidate',
    candidate: {
      line,
      folded: foldAddress(draft.address),
      draft,
      name: name.name,
      preferences: raw,
      opinions: rawOpinions,
    },
  };
};

const toRawPreferences = ({
  paused_until: pausedUntil,
  code_hosts: codeHosts,
  arxiv_share: arxivShare,
  ...cells
}: Extract<CsvRow, {kind: 'row'}>['cells']): RawPreferences => ({
  ...cells,
  ...(pausedUntil === undefined ? {} : {pausedUntil}),
  ...(codeHosts === undefined ? {} : {codeHosts}),
  ...(arxivShare === undefined ? {} : {arxivShare}),
});

const rejected = (problems: string[]): ParsedRow => ({kind: 'rejected', reason: problems.join('; ')});

const readStatus = (text: string, {confirmed}: Attestation): StateReading | string => {
  const word = text.toLowerCase();
  const state = statusWords.get(word);
  if (state === undefined)
    return `status ${quoted(text)} must be active, pending, unsubscribed, bounced or complained`;
  if (state === 'active' && !confirmed) return {state: 'pending', reason: 'imported, not yet asked'};
  if (state === 'active') return {state, reason: 'imported, consent attested by the operator'};
  return {state, reason: `imported as ${word}`};
};

const earliest = Date.UTC(1990, 0, 1);
const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const readCreated = (text: string, now: number): number | string => {
  if (text === '') return now;
  const at = isoTime.test(text) ? Date.parse(inUtc(text)) : Number.NaN;
  if (Number.isNaN(at) || at < earliest) return `created ${quoted(text)} must be a date such as 2026-03-12`;
  if (at > now) return `created ${quoted(text)} lies in the future`;
  return at;
};

/** A time without a zone is UTC here; JavaScript would take this machine's. */
const inUtc = (text: string): string => {
  const time = text.replace(' ', 'T');
  return time.includes('T') && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(time) ? `${time}Z` : time;
};

const consentOf = (state: SubscriberState, {consentText, now}: Attestation): Subscriber['consent'] => {
  if (consentText === '' || state === 'unsubscribed' || state === 'suppressed') return null;
  return {text: consentText, via: 'import', askedAt: now, confirmedAt: state === 'active' ? now : null};
};

/** Whether the row says that this address must get nothing more. */
export const endsSubscription = ({draft}: Candidate): boolean =>
  draft.state === 'unsubscribed' || draft.state === 'suppressed';

/**
 * What a row makes of a subscriber who is known; null where it changes nothing. It may end a subscription and confirm one
 * that is pending, and it changes preferences of who is active; it never brings back who left or is suppressed, also not by way of
 * a sign-up that anybody may have filled in for them.
 */
export const mergeRow = (current: Subscriber, candidate: Candidate): Subscriber | null => {
  const {state, stateReason, stateAt, consent} = candidate.draft;
  if (endsSubscription(candidate))
    return move(current.state, state).kind === 'moved' ? {...current, state, stateReason, stateAt} : null;
  if (current.state === 'unsubscribed' || current.state === 'suppressed') return null;
  if (hadLeftBefore(current)) return null;
  const merged = withChoices(current, candidate);
  if (current.state === 'pending' && state === 'active')
    return {...(merged ?? current), state, stateReason, stateAt, consent};
  return current.state === 'active' ? merged : null;
};

const withChoices = (current: Subscriber, candidate: Candidate): Subscriber | null => {
  const reading = parsePreferences(candidate.preferences, current.preferences);
  const preferences = reading.kind === 'preferences' ? reading.preferences : current.preferences;
  const said = parseOpinions(candidate.opinions, current.opinions);
  const opinions = said.kind === 'opinions' ? said.opinions : current.opinions;
  const name = candidate.name ?? current.name;
  const isUnchanged =
    name === current.name &&
    samePreferences(preferences, current.preferences) &&
    sameOpinions(opinions, current.opinions);
  return isUnchanged ? null : {...current, name, preferences, opinions};
};
