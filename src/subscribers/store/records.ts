import {HOUR} from '../../clock.ts';
import type {NoteDamage} from '../../ops/damage.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {Subscriber} from '../subscriber.ts';
import type {SubscriberId} from '../subscriber-id.ts';
import type {ConsentTexts} from './consent-texts.ts';
import {pipelined, textReply, textsAt} from './pipelined.ts';
import {encodeRecord, parseRecord, type StoredSubscriber} from './record/subscriber-record.ts';
import {inspectRecord, type RecordDamage} from './upkeep/inspect-record.ts';

/** A subscriber together with the very value that Redis holds, which a replacement compares. */
export type Stored = {
  raw: string;
  subscriber: Subscriber;
  /**
   * What of the record cannot be read, each a field and never a value; defaults stand in its place here.
   * Whatever replaces the record mends it.
   */
  problems?: string[];
};

/** A record of which too little can be read to make a subscriber of it. */
export type Unreadable = {
  number: number;
  /** Null where Redis holds something else than text. */
  raw: string | null;
  subscriber: null;
  problems: string[];
};

/** What was read of a record a moment ago. */
type ReadBefore = {raw: string | null; subscriber: Subscriber | null};

/** The truth about every subscriber: one value each. */
export type Records = {
  /**
   * In the numbers' order; null where there is none. One of `before`, by number, stands for itself where
   * Redis still holds the very same text.
   */
  readEach<Before extends ReadBefore = never>(
    numbers: number[],
    before?: ReadonlyMap<number, Before>,
  ): Promise<(Stored | Unreadable | Before | null)[]>;
  /** The same for one person's own doings: throws where too little can be read. */
  read(numbers: number[]): Promise<(Stored | null)[]>;
  /** The same for who goes through many and changes them: null also where something cannot be read. */
  readOn(numbers: number[]): Promise<(Stored | null)[]>;
  /** Writes those that have no record yet; null for each that has one. */
  create(subscribers: Subscriber[]): Promise<(Stored | null)[]>;
  /** Replaces each that still is what was read; null for each that has changed. */
  replace(replacements: {read: Stored; next: Subscriber}[]): Promise<(Stored | null)[]>;
  /**
   * Removes the record if it still is what was read; false where it has changed. Its number is never filled
   * again.
   */
  remove(read: Stored): Promise<boolean>;
  /** Sees to it that a number without a record gets none; false where it has one after all. */
  close(number: number): Promise<boolean>;
  /** Puts this text in an unreadable record's place; false where it has changed. */
  rewrite(read: Unreadable, raw: string): Promise<boolean>;
  /** What an unreadable record would be with this address; null where it lacks more than an address. */
  mend(read: Unreadable, address: string): Promise<Stored | null>;
};

/** What stands in a removed record's place until nobody can be about to fill it: `create` finds it taken. */
const emptyPlace = 'removed';
const emptyForMs = HOUR;

const replaceRecord = loadScript('src/subscribers/store/lua/replace-record.lua');
const removeRecord = loadScript('src/subscribers/store/lua/remove-record.lua');

export const openRecords = (place: Place): Records => ({
  ...readsOf(place),
  ...writesOf(place),
  ...removalsOf(place),
  rewrite: async ({number, raw}, next) =>
    (await replaceRecord(place.redis, {keys: [place.keyOf(number)], args: [raw ?? '', next]})) === 1,
  mend: (read, address) => mend(place, read, address),
});

type Place = {
  redis: Redis;
  keyOf: (number: number) => string;
  consentTexts: ConsentTexts;
  /** The id of who was there before subscribers had ids. */
  oldId: (number: number) => SubscriberId;
  noteDamage: NoteDamage;
};

const readsOf = (place: Place): Pick<Records, 'readEach' | 'read' | 'readOn'> => ({
  readEach: (numbers, before) => readEach(place, numbers, before),
  read: async numbers =>
    (await readEach(place, numbers)).map(one => {
      if (one?.subscriber === null) throw new Error(whyUnreadable(one.number));
      return one;
    }),
  readOn: async numbers =>
    (await readEach(place, numbers)).map(one => (one?.subscriber && !one.problems ? one : null)),
});

const readEach = async <Before extends ReadBefore = never>(
  place: Place,
  numbers: number[],
  before?: ReadonlyMap<number, Before>,
): Promise<(Stored | Unreadable | Before | null)[]> => {
  const {redis, keyOf, consentTexts, oldId} = place;
  const replies = await textsAt(redis, numbers.map(keyOf));
  const read = replies.map((reply, at) => {
    const number = numbers[at] ?? 0;
    const raw = rawReply(reply);
    const known = before?.get(number);
    const same = known && raw !== null && known.raw === raw ? known : null;
    return {number, raw, same, stored: raw === null || same ? null : parseRecord({number, raw, oldId})};
  });
  const texts = await consentTexts.recall(
    read.flatMap(({stored}) => (stored?.consent ? [stored.consent.textId] : [])),
  );
  return Promise.all(
    read.map(({number, raw, same, stored}, at) => {
      if (same) return same;
      if (raw !== null && stored) return {raw, subscriber: withConsent(stored, texts)};
      const isEmpty = raw === emptyPlace || (raw === null && replies[at]?.[0] === null);
      return isEmpty ? null : readDamaged(place, number, raw);
    }),
  );
};

const readDamaged = async (
  place: Place,
  number: number,
  raw: string | null,
): Promise<Stored | Unreadable> => {
  const {problems, mended} = raw === null ? NO_TEXT : inspectRecord({number, raw, oldId: place.oldId});
  place.noteDamage({kind: 'subscriber', name: String(number), problem: problems.join('; ')});
  return raw !== null && mended
    ? {raw, subscriber: await complete(place, mended), problems}
    : {number, raw, subscriber: null, problems};
};

const complete = async ({consentTexts}: Place, one: StoredSubscriber): Promise<Subscriber> =>
  withConsent(one, await consentTexts.recall(one.consent ? [one.consent.textId] : []));

const mend = async (
  place: Place,
  {number, raw: text}: Unreadable,
  address: string,
): Promise<Stored | null> => {
  const {redis, keyOf, oldId} = place;
  const raw = text ?? NOTHING;
  if (text === null) await redis.multi().del(keyOf(number)).set(keyOf(number), raw).exec();
  const {problems, mended} = inspectRecord({number, raw, oldId}, address);
  return mended && {raw, subscriber: await complete(place, mended), problems};
};

/** Takes the place of what is no text, so that a record can take its place in turn. */
const NOTHING = 'null';

const NO_TEXT: RecordDamage = {
  problems: ['Redis holds something else than text in its place'],
  mended: null,
};

/** Null where there is none, and where there is something else than text. */
const rawReply = ([error, reply]: [Error | null, unknown]): string | null => {
  if (error?.message.startsWith('WRONGTYPE')) return null;
  if (error) throw error;
  return textReply(reply);
};

/** What an operator is told who meets a damaged record, with the way on. */
export const whyUnreadable = (number: number): string =>
  `the record of subscriber ${number} cannot be read; run: paperboy subscribers show --number ${number}`;

const writesOf = ({redis, keyOf, consentTexts}: Place): Pick<Records, 'create' | 'replace'> => ({
  create: async subscribers => {
    const written = await encodeAll(consentTexts, subscribers);
    const replies = await pipelined(redis, pipeline => {
      for (const {subscriber, raw} of written) pipeline.set(keyOf(subscriber.number), raw, 'NX');
    });
    return written.map((one, place) => (replies[place] === null ? null : one));
  },
  replace: async replacements => {
    const written = await encodeAll(
      consentTexts,
      replacements.map(({next}) => next),
    );
    const replies = await Promise.all(
      written.map(({subscriber, raw}, place) =>
        replaceRecord(redis, {
          keys: [keyOf(subscriber.number)],
          args: [replacements[place]?.read.raw ?? '', raw],
        }),
      ),
    );
    return written.map((one, place) => (replies[place] === 1 ? one : null));
  },
});

const removalsOf = ({redis, keyOf}: Place): Pick<Records, 'remove' | 'close'> => ({
  remove: async ({raw, subscriber}) =>
    (await removeRecord(redis, {
      keys: [keyOf(subscriber.number)],
      args: [raw, emptyPlace, emptyForMs],
    })) === 1,
  close: async number => {
    const closed = await redis.set(keyOf(number), emptyPlace, 'PX', emptyForMs, 'NX');
    return closed === 'OK' || (await redis.get(keyOf(number))) === emptyPlace;
  },
});

const encodeAll = async (consentTexts: ConsentTexts, subscribers: Subscriber[]): Promise<Stored[]> => {
  const agreed = subscribers.flatMap(({consent}) => (consent ? [consent.text] : []));
  const texts = [...new Set(agreed)];
  const ids = await consentTexts.keep(texts);
  const idOf = new Map(texts.map((text, place) => [text, ids[place] ?? null]));
  return subscribers.map(subscriber => ({
    raw: encodeRecord(subscriber, subscriber.consent && (idOf.get(subscriber.consent.text) ?? null)),
    subscriber,
  }));
};

const withConsent = (
  {subscriber, consent}: StoredSubscriber,
  texts: ReadonlyMap<string, string>,
): Subscriber => {
  if (!consent) return subscriber;
  const {textId, via, askedAt, confirmedAt} = consent;
  const text = texts.get(textId) ?? `the text ${textId} is gone`;
  return {...subscriber, consent: {text, via, askedAt, confirmedAt}};
};
