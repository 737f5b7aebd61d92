import {z} from 'zod';
import {isLanguageCode} from '../../../../templates/languages/languages.ts';
import {type Consent, leaveReasons, type Subscriber, type SubscriberState} from '../../subscriber.ts';
import type {SubscriberId} from '../../subscriber-id.ts';
import {toTimezone} from '../../timezone.ts';
import {packPaperIds, paperIdsShape, unpackPaperIds} from './packed-ids.ts';

/**
 * A subscriber as Redis keeps it: a JSON array in place of an object, since the names of so many fields would
 * be a third of its bytes. The first entry is the form's version, the second the id, with an `@` and the
 * instance that gave it where it was another; what few subscribers have stands by name in the last entry. A
 * consent's text is kept once for all under its id, and its times are counted from that of the state, which
 * mostly is the same; so is that of creation where it is no later. Of the reasons those that most subscribers
 * have are short (`SHORT_REASONS`), and ids of papers are packed where they can be. Records of version 2,
 * which have no id, and of version 1, which also lack the last entry, are still read.
 */

/** The form that this program writes. */
export const RECORD_FORM = 3;

const stateLetters = {pending: 'p', active: 'a', unsubscribed: 'u', suppressed: 's'} as const;
const frequencyLetters = {daily: 'd', weekdays: 'k', matches: 'm', weekly: 'w'} as const;
const stateOf = {p: 'pending', a: 'active', u: 'unsubscribed', s: 'suppressed'} as const;
const frequencyOf = {d: 'daily', k: 'weekdays', m: 'matches', w: 'weekly'} as const;

/** No reason begins with `=`. */
const SHORT_REASONS: readonly (readonly [string, string])[] = [
  ['=i', 'imported, consent attested by the operator'],
  ['=o', 'consent attested by the operator'],
  ['=c', 'confirmed by link'],
];
const shortOf = new Map(SHORT_REASONS.map(([short, reason]) => [reason, short]));
const reasonOf = new Map(SHORT_REASONS);

/** As far as mail can go there at all: whether it is well-formed was decided when it came. */
const isAddress = (text: string): boolean => /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,189}$/u.test(text);

const isZone = (text: string): boolean => toTimezone(text) !== null;

/** What stands in a record after its form and id, in order. */
export const recordFields = [
  z.string().refine(isAddress, 'no address'),
  z.string().nullable(),
  z.enum(['p', 'a', 'u', 's']),
  z.string(),
  z.number(),
  z.string().refine(isZone, 'no time zone'),
  z.number().int().min(0).max(23),
  z.enum(['d', 'k', 'm', 'w']),
  z.number().int().min(0).max(7),
  z.array(z.string()),
  z.number().int().min(1),
  z.number().int().min(0),
  z.number(),
  z.tuple([z.string(), z.string(), z.number(), z.number().nullable()]).nullable(),
] as const;

/** The names of `recordFields`, as an operator reads them. */
export const recordFieldNames = [
  ...['address', 'name', 'state', 'reason of the state', 'time of the state', 'time zone', 'hour'],
  ...['frequency', 'weekday', 'topics', 'papers', 'epoch', 'time of creation', 'consent'],
] as const;

const leaveReasonShape = z.tuple([z.enum(leaveReasons), z.string().nullable(), z.number()]);

/** What few subscribers have, by name. */
export const rareFields = z.object({
  avoid: z.array(z.string()).optional(),
  authors: z.array(z.string()).optional(),
  labs: z.array(z.string()).optional(),
  codeHosts: z.array(z.string()).optional(),
  more: paperIdsShape.optional(),
  less: paperIdsShape.optional(),
  form: z.literal('short').optional(),
  arxivShare: z.number().optional(),
  /** Of who wants none of it. */
  news: z.literal('no').optional(),
  language: z.string().optional(),
  pausedUntil: z.string().optional(),
  leaveReason: leaveReasonShape.optional(),
  /** The name of `leaveReason` until 0.1.0; still read in that release, never written. */
  farewell: leaveReasonShape.optional(),
});

type RareFields = z.infer<typeof rareFields>;

const noRareFields: RareFields = {};

const recordSchema = z.union([
  z.tuple([z.literal(RECORD_FORM), z.string(), ...recordFields, rareFields]),
  z
    .tuple([z.literal(2), ...recordFields, rareFields])
    .transform(([, ...rest]) => [2, null, ...rest] as const),
  z
    .tuple([z.literal(1), ...recordFields])
    .transform(([, ...rest]) => [1, null, ...rest, noRareFields] as const),
]);

type UsualRecord = Extract<z.infer<typeof recordSchema>, {0: typeof RECORD_FORM}>;

const isCount = (value: unknown, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Whether a record is one that `recordSchema` lets in, of those with `opinionsAlone`.
 * The schema takes fifteen times as long, and each mail reads a record. It says no to more than the schema
 * does, never yes to more.
 */
const isUsualRecord = (values: unknown): values is UsualRecord => {
  if (!Array.isArray(values) || values.length !== 17 || values[0] !== RECORD_FORM) return false;
  const [, id, address, name, state, reason, stateAt, zone, hour, frequency, weekday, ...rest] = values;
  const [topics, papers, epoch, createdAt, consent] = rest;
  return (
    isText(id) &&
    isText(address) &&
    isAddress(address) &&
    (name === null || isText(name)) &&
    isText(state) &&
    Object.hasOwn(stateOf, state) &&
    isText(reason) &&
    Number.isFinite(stateAt) &&
    isText(zone) &&
    isZone(zone) &&
    isCount(hour, 23) &&
    isText(frequency) &&
    Object.hasOwn(frequencyOf, frequency) &&
    isCount(weekday, 7) &&
    Array.isArray(topics) &&
    topics.every(isText) &&
    isCount(papers) &&
    papers > 0 &&
    isCount(epoch) &&
    Number.isFinite(createdAt) &&
    isConsent(consent)
  );
};

const isConsent = (value: unknown): boolean => {
  if (value === null) return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [textId, via, askedAt, confirmedAt] = value;
  const isConfirmed = confirmedAt === null || Number.isFinite(confirmedAt);
  return isText(textId) && isText(via) && Number.isFinite(askedAt) && isConfirmed;
};

/** Packed opinions, where a record has nothing else that few subscribers have; null where it has. */
const opinionsAlone = (values: unknown): Subscriber['opinions'] | null => {
  const rare: unknown = Array.isArray(values) ? values.at(-1) : null;
  if (typeof rare !== 'object' || rare === null || Array.isArray(rare)) return null;
  const opinions: Subscriber['opinions'] = {more: [], less: []};
  for (const [name, packed] of Object.entries(rare)) {
    const ids = isText(packed) ? unpackPaperIds(packed) : null;
    if (ids === null || (name !== 'more' && name !== 'less')) return null;
    opinions[name] = ids;
  }
  return opinions;
};

/** What is kept of a consent beside its text. */
export type ConsentReference = {textId: string; via: string; askedAt: number; confirmedAt: number | null};

/** A subscriber whose consent's text still has to be looked up. */
export type StoredSubscriber = {subscriber: Subscriber; consent: ConsentReference | null};

/** The letter of a state, in records and in the index of states. */
export const stateLetter = (state: SubscriberState): string => stateLetters[state];

/** The same subscriber always gives the same bytes: `replace-record.lua` compares them. */
export const encodeRecord = (subscriber: Omit<Subscriber, 'number'>, textId: string | null): string => {
  const {id, madeBy, preferences, consent} = subscriber;
  return JSON.stringify([
    RECORD_FORM,
    madeBy === undefined ? id : `${id}@${madeBy}`,
    subscriber.address,
    subscriber.name,
    stateLetter(subscriber.state),
    shortOf.get(subscriber.stateReason) ?? subscriber.stateReason,
    subscriber.stateAt,
    preferences.timezone,
    preferences.hour,
    frequencyLetters[preferences.frequency],
    preferences.weekday,
    preferences.topics,
    preferences.papers,
    subscriber.epoch,
    subscriber.createdAt > subscriber.stateAt
      ? subscriber.createdAt
      : subscriber.createdAt - subscriber.stateAt,
    consent && textId !== null ? consentOf(consent, {textId, stateAt: subscriber.stateAt}) : null,
    rareFieldsOf(subscriber),
  ]);
};

const consentOf = (
  {via, askedAt, confirmedAt}: Consent,
  {textId, stateAt}: {textId: string; stateAt: number},
) => [textId, via, askedAt - stateAt, confirmedAt === null ? null : confirmedAt - stateAt];

const rareFieldsOf = ({
  preferences,
  opinions,
  leaveReason,
}: Omit<Subscriber, 'number'>): z.input<typeof rareFields> => ({
  ...(preferences.avoid.length > 0 ? {avoid: preferences.avoid} : {}),
  ...(preferences.authors.length > 0 ? {authors: preferences.authors} : {}),
  ...(preferences.labs.length > 0 ? {labs: preferences.labs} : {}),
  ...(preferences.codeHosts.length > 0 ? {codeHosts: preferences.codeHosts} : {}),
  ...(opinions.more.length > 0 ? {more: packPaperIds(opinions.more)} : {}),
  ...(opinions.less.length > 0 ? {less: packPaperIds(opinions.less)} : {}),
  ...(preferences.form === 'full' ? {} : {form: preferences.form}),
  ...(preferences.arxivShare === null ? {} : {arxivShare: preferences.arxivShare}),
  ...(preferences.news ? {} : {news: 'no'}),
  ...(preferences.language === null ? {} : {language: preferences.language}),
  ...(preferences.pausedUntil === null ? {} : {pausedUntil: preferences.pausedUntil}),
  ...(leaveReason ? {leaveReason: [leaveReason.reason, leaveReason.words, leaveReason.saidAt]} : {}),
});

/** Whether a record is of a form that has no id yet. */
export const lacksId = (raw: string): boolean => raw.startsWith('[1,') || raw.startsWith('[2,');

/**
 * Reads a record; `oldId` is the id of one that has none yet. Null for a record that this program did not
 * write (upkeep/inspect-record.ts says what is wrong with it).
 */
export const parseRecord = ({number, raw, oldId}: RecordToRead): StoredSubscriber | null => {
  const values = parseJson(raw);
  const alone = opinionsAlone(values);
  const parsed = alone && isUsualRecord(values) ? values : recordSchema.safeParse(values).data;
  if (!parsed) return null;
  const [form, identity, address, name, state, stateReason, stateAt, ...preferencesAndRest] = parsed;
  const epochOfTimes = form === RECORD_FORM ? stateAt : 0;
  const [timezone, hour, frequency, weekday, topics, papers, ...rest] = preferencesAndRest;
  const [epoch, createdAt, consent, rare] = rest;
  const {avoid = [], authors = [], labs = [], codeHosts = []} = rare;
  const {more = [], less = []} = alone ?? rare;
  const {form: mailForm = 'full', arxivShare = null, pausedUntil = null, leaveReason = rare.farewell} = rare;
  return {
    subscriber: {
      number,
      ...identityOf(identity ?? oldId(number)),
      address,
      name,
      state: stateOf[state],
      stateReason: reasonOf.get(stateReason) ?? stateReason,
      stateAt,
      preferences: {
        timezone,
        hour,
        frequency: frequencyOf[frequency],
        weekday,
        topics,
        avoid,
        authors,
        labs,
        codeHosts,
        papers,
        form: mailForm,
        arxivShare,
        news: rare.news !== 'no',
        // One that an older version offered is as good as none.
        language: rare.language !== undefined && isLanguageCode(rare.language) ? rare.language : null,
        pausedUntil,
      },
      opinions: {more, less},
      epoch,
      createdAt: createdAt > 0 ? createdAt : createdAt + epochOfTimes,
      consent: null,
      ...(leaveReason
        ? {leaveReason: {reason: leaveReason[0], words: leaveReason[1], saidAt: leaveReason[2]}}
        : {}),
    },
    consent: consent && {
      textId: consent[0],
      via: consent[1],
      askedAt: consent[2] + epochOfTimes,
      confirmedAt: consent[3] === null ? null : consent[3] + epochOfTimes,
    },
  };
};

/** An id, and after an `@` the instance that gave it where it was another. */
const identityOf = (text: string): Pick<Subscriber, 'id' | 'madeBy'> => {
  const [id = '', madeBy] = text.split('@');
  return {id, ...(madeBy === undefined ? {} : {madeBy})};
};

export type RecordToRead = {number: number; raw: string; oldId: (number: number) => SubscriberId};

/** The value of a JSON text; null where it is none. */
export const parseJson = (raw: string): unknown => {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
