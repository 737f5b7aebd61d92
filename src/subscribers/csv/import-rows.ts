import {parseAddress} from '../address.ts';
import {parseName} from '../name.ts';
import {parseOpinions, type RawOpinions, sameOpinions} from '../opinions.ts';
import {parsePreferences, type RawPreferences, samePreferences} from '../preferences.ts';
import {quoted} from '../quoted.ts';
import {hadLeftBefore, move, suppressed} from '../states.ts';
import type {Draft} from '../store/add-records.ts';
import {
  defaultPreferences,
  noOpinions,
  type Opinions,
  type Preferences,
  type Subscriber,
  type SubscriberState,
} from '../subscriber.ts';
import {type Identity, parseIdentity} from '../subscriber-id.ts';
import {toTimezone} from '../timezone.ts';
import {parseConsent} from './consent.ts';
import type {CsvRow} from './csv-rows.ts';
import type {Field} from './fields.ts';
import type {HeaderPlan} from './header.ts';
import {parseLibraryCell} from './library-cell.ts';
import {parseInstant} from './parse-instant.ts';
import type {SaidState} from './state-words.ts';
import {parseYesNo} from './yes-no-words.ts';

/** What an operator says of a whole file. */
export type Attestation = {
  /** The operator attests that every person in the file agreed. */
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
  /** Arxiv ids and DOIs of the papers of their library; often none. */
  library: string[];
};

export type ParsedRow =
  | {
      kind: 'candidate';
      candidate: Candidate;
      /** What was dropped of a row that says no, in one line; null for nothing. */
      dropped: string | null;
    }
  | {kind: 'rejected'; reason: string};

/**
 * Parses one row. Where it says no, only the address must be readable: what else is not is dropped. Otherwise
 * a rejection brings every problem of the row in one line.
 */
export const parseRow = (row: CsvRow, plan: HeaderPlan, attestation: Attestation): ParsedRow => {
  const cell = (field: Field): string => {
    const text = firstFilled(row, plan, field);
    return field === 'timezone' && plan.service?.guessesZones ? (toTimezone(text) ?? '') : text;
  };
  const address = parseAddress(cell('email'));
  const identity = parseIdentity(cell('id'), cell('instance'));
  const said = parseConsent({plan, cells: row.cells});
  const others = parseOthers(cell, attestation.now);
  const problems = [...(row.flaw === null ? [] : [row.flaw]), ...others.problems];
  if (address.kind === 'refused') return {kind: 'rejected', reason: [address.reason, ...problems].join('; ')};
  if (said.kind === 'said' && isRefusal(said.said)) {
    const read = problems.length === 0 ? others : NOTHING_ELSE;
    return candidateOf({row, address, said: said.said, identity, others: read, problems, attestation});
  }
  const all = said.kind === 'unclear' ? [...problems, said.problem] : problems;
  if (said.kind === 'unclear' || all.length > 0) return {kind: 'rejected', reason: all.join('; ')};
  return candidateOf({row, address, said: said.said, identity, others, problems: [], attestation});
};

const firstFilled = ({cells}: CsvRow, {places}: HeaderPlan, field: Field): string =>
  (places.get(field) ?? []).map(place => cells[place] ?? '').find(text => text !== '') ?? '';

const isRefusal = ({state}: SaidState): boolean => state === 'unsubscribed' || state === 'suppressed';

/** Everything of a row but whom it is about and whether they agreed. */
type Others = {
  name: string | null;
  preferences: Preferences;
  rawPreferences: RawPreferences;
  opinions: Opinions;
  rawOpinions: RawOpinions;
  createdAt: number | null;
  library: string[];
};

const NOTHING_ELSE: Others = {
  name: null,
  preferences: defaultPreferences,
  rawPreferences: {},
  opinions: noOpinions,
  rawOpinions: {},
  createdAt: null,
  library: [],
};

const parseOthers = (cell: (field: Field) => string, now: number): Others & {problems: string[]} => {
  const name = parseName(cell('name') || `${cell('first_name')} ${cell('last_name')}`.trim());
  const rawPreferences = toRawPreferences(cell);
  const preferences = parsePreferences(rawPreferences);
  const rawOpinions = {more: cell('more_like'), less: cell('less_like')};
  const opinions = parseOpinions(rawOpinions);
  const library = parseLibraryCell(cell('library'));
  const created = parseCreated(cell('created') || sinceWhen(cell('subscribed')), now);
  return {
    name: name.kind === 'name' ? name.name : null,
    preferences: preferences.kind === 'preferences' ? preferences.preferences : defaultPreferences,
    rawPreferences,
    opinions: opinions.kind === 'opinions' ? opinions.opinions : noOpinions,
    rawOpinions,
    createdAt: typeof created === 'number' ? created : null,
    library: library.kind === 'papers' ? library.papers : [],
    problems: [
      ...(name.kind === 'refused' ? [name.problem] : []),
      ...(preferences.kind === 'refused' ? preferences.problems : []),
      ...(opinions.kind === 'refused' ? opinions.problems : []),
      ...(typeof created === 'string' ? [created] : []),
      ...(library.kind === 'refused' ? [library.problem] : []),
    ],
  };
};

const toRawPreferences = (cell: (field: Field) => string): RawPreferences => ({
  timezone: cell('timezone'),
  hour: cell('hour'),
  frequency: cell('frequency'),
  weekday: cell('weekday'),
  topics: cell('topics'),
  avoid: cell('avoid'),
  authors: cell('authors'),
  labs: cell('labs'),
  codeHosts: cell('code_hosts'),
  papers: cell('papers'),
  form: cell('mail_form'),
  arxivShare: cell('arxiv_share'),
  news: cell('library_news'),
  language: cell('language'),
  pausedUntil: cell('paused_until'),
});

const candidateOf = ({
  row: {line},
  address: {address, folded},
  said,
  identity,
  others,
  problems,
  attestation,
}: {
  row: CsvRow;
  address: {address: string; folded: string};
  said: SaidState;
  identity: Identity | null;
  others: Others;
  problems: string[];
  attestation: Attestation;
}): ParsedRow => {
  const {state, reason} = stateOf(said, attestation);
  const draft: Draft = {
    ...identity,
    address,
    name: others.name,
    state,
    stateReason: reason,
    stateAt: attestation.now,
    preferences: others.preferences,
    opinions: others.opinions,
    epoch: 0,
    createdAt: others.createdAt ?? attestation.now,
    consent: consentOf(state, attestation),
  };
  const {rawPreferences: preferences, rawOpinions: opinions, name, library} = others;
  return {
    kind: 'candidate',
    candidate: {line, folded, draft, name, preferences, opinions, library},
    dropped: problems.length === 0 ? null : problems.join('; '),
  };
};

/**
 * Who is active in the file is active here only if the operator attests that they agreed; else they are
 * asked.
 */
const stateOf = (
  {state, word}: SaidState,
  {confirmed}: Attestation,
): {state: SubscriberState; reason: string} => {
  if (state === 'active' && !confirmed) return {state: 'pending', reason: 'imported, not yet asked'};
  if (state === 'active') return {state, reason: 'imported, consent attested by the operator'};
  return {state, reason: `imported as ${word}`};
};

const EARLIEST = Date.UTC(1990, 0, 1);

/** Some services write in `subscribed` since when. */
const sinceWhen = (text: string): string => (/\d{4}/.test(text) ? text : '');

/** When somebody subscribed, ms, null where the row does not say; or what is wrong with it. */
const parseCreated = (text: string, now: number): number | null | string => {
  if (['nothing', 'no'].includes(parseYesNo(text))) return null;
  const parsed = parseInstant(text);
  if (parsed.kind === 'ambiguous')
    return `created ${quoted(text)} could be day/month or month/day; write it as 2026-03-12`;
  if (parsed.kind === 'unknown' || parsed.at < EARLIEST)
    return `created ${quoted(text)} must be a date such as 2026-03-12`;
  return parsed.at > now ? `created ${quoted(text)} is in the future` : parsed.at;
};

const consentOf = (state: SubscriberState, {consentText, now}: Attestation): Subscriber['consent'] => {
  if (consentText === '' || state === 'unsubscribed' || state === 'suppressed') return null;
  return {text: consentText, via: 'import', askedAt: now, confirmedAt: state === 'active' ? now : null};
};

/** Whether the row says that this address must get nothing more. */
export const endsSubscription = ({draft}: Candidate): boolean =>
  draft.state === 'unsubscribed' || draft.state === 'suppressed';

/**
 * What a row makes of a subscriber who is known; null where it changes nothing. It may end a subscription and
 * confirm one that is pending, and it changes preferences of who is active; it never brings back who left or
 * is suppressed, also not by way of a sign-up that anybody may have filled in for them.
 */
export const mergeRow = (current: Subscriber, candidate: Candidate): Subscriber | null => {
  const {state, stateReason, stateAt, consent} = candidate.draft;
  if (state === 'suppressed') return suppressed(current, {why: stateReason, now: stateAt});
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
