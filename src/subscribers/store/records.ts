import {HOUR} from '../../clock.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {Subscriber} from '../subscriber.ts';
import type {SubscriberId} from '../subscriber-id.ts';
import type {ConsentTexts} from './consent-texts.ts';
import {pipelined, textReply} from './pipelined.ts';
import {decodeRecord, encodeRecord, type StoredSubscriber} from './subscriber-record.ts';

/** A subscriber together with the very value that Redis holds, which a replacement compares. */
export type Stored = {raw: string; subscriber: Subscriber};

/** The truth about every subscriber: one value each. */
export type Records = {
  /** In the numbers' order; null where there is none. */
  read(numbers: number[]): Promise<(Stored | null)[]>;
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
};

/** What stands in a removed record's place until nobody can be about to fill it: `create` finds it taken. */
const emptyPlace = 'removed';
const emptyForMs = HOUR;

const replaceRecord = loadScript('src/subscribers/store/lua/replace-record.lua');
const removeRecord = loadScript('src/subscribers/store/lua/remove-record.lua');

export const openRecords = ({
  redis,
  keyOf,
  consentTexts,
  oldId,
}: {
  redis: Redis;
  keyOf: (number: number) => string;
  consentTexts: ConsentTexts;
  /** The id of who was there before subscribers had ids. */
  oldId: (number: number) => SubscriberId;
}): Records => {
  const encodeAll = async (subscribers: Subscriber[]): Promise<Stored[]> => {
    const agreed = subscribers.flatMap(({consent}) => (consent ? [consent.text] : []));
    const texts = [...new Set(agreed)];
    const ids = await consentTexts.keep(texts);
    const idOf = new Map(texts.map((text, place) => [text, ids[place] ?? null]));
    return subscribers.map(subscriber => ({
      raw: encodeRecord(subscriber, subscriber.consent && (idOf.get(subscriber.consent.text) ?? null)),
      subscriber,
    }));
  };

  return {
    read: async numbers => {
      const replies = await pipelined(redis, pipeline => {
        for (const number of numbers) pipeline.get(keyOf(number));
      });
      const raws = replies.map(textReply).map(raw => (raw === emptyPlace ? null : raw));
      const stored = raws.map((raw, place) =>
        raw === null ? null : decodeRecord({number: numbers[place] ?? 0, raw, oldId}),
      );
      const texts = await consentTexts.recall(
        stored.flatMap(one => (one?.consent ? [one.consent.textId] : [])),
      );
      return stored.map((one, place) => one && {raw: raws[place] ?? '', subscriber: withConsent(one, texts)});
    },
    create: async subscribers => {
      const written = await encodeAll(subscribers);
      const replies = await pipelined(redis, pipeline => {
        for (const {subscriber, raw} of written) pipeline.set(keyOf(subscriber.number), raw, 'NX');
      });
      return written.map((one, place) => (replies[place] === null ? null : one));
    },
    replace: async replacements => {
      const written = await encodeAll(replacements.map(({next}) => next));
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
    remove: async ({raw, subscriber}) =>
      (await removeRecord(redis, {
        keys: [keyOf(subscriber.number)],
        args: [raw, emptyPlace, emptyForMs],
      })) === 1,
    close: async number => {
      const closed = await redis.set(keyOf(number), emptyPlace, 'PX', emptyForMs, 'NX');
      return closed === 'OK' || (await redis.get(keyOf(number))) === emptyPlace;
    },
  };
};

const withConsent = (
  {subscriber, consent}: StoredSubscriber,
  texts: ReadonlyMap<string, string>,
): Subscriber => {
  if (!consent) return subscriber;
  const {textId, via, askedAt, confirmedAt} = consent;
  return {...subscriber, consent: {text: texts.get(textId) ?? '', via, askedAt, confirmedAt}};
};
