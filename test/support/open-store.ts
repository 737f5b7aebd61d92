import {randomBytes} from 'node:crypto';
import fc from 'fast-check';
import type {Draft} from '../../src/subscribers/store/add-records.ts';
import {openSubscribers, type Subscribers} from '../../src/subscribers/store/subscriber-store.ts';
import {
  defaultPreferences,
  noOpinions,
  type Preferences,
  type Subscriber,
} from '../../src/subscribers/subscriber.ts';
import {openTestRedis, type TestRedis} from './redis.ts';

export const testPepper = 'pepper of the tests';
export const noon = Date.UTC(2026, 2, 12, 12);

export type TestStore = TestRedis & {subscribers: Subscribers; openAnother(): Subscribers};

export const openTestStore = async (): Promise<TestStore> => {
  const testRedis = await openTestRedis();
  const openAnother = () => openSubscribers({...testRedis, addressPepper: testPepper, random: randomBytes});
  return {...testRedis, subscribers: openAnother(), openAnother};
};

export const draftOf = (
  address: string,
  {preferences, ...rest}: Partial<Omit<Draft, 'preferences'>> & {preferences?: Partial<Preferences>} = {},
): Draft => ({
  address,
  name: null,
  state: 'active',
  stateReason: 'put there by a test',
  stateAt: noon,
  opinions: noOpinions,
  epoch: 0,
  createdAt: noon,
  consent: {text: 'I agree.', via: 'form', askedAt: noon, confirmedAt: noon},
  ...rest,
  preferences: {...defaultPreferences, ...preferences},
});

export const collect = async <Value>(batches: AsyncIterable<Value[]>): Promise<Value[]> => {
  const all: Value[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
};

export const everybody = (subscribers: Subscribers): Promise<Subscriber[]> => collect(subscribers.all());

/** Every key and value of the database as one text, to look for what must not be there. */
export const dump = async ({redis}: TestRedis): Promise<string> => {
  const parts: string[] = [];
  for (const key of (await redis.keys('*')).sort()) {
    const type = await redis.type(key);
    if (type === 'string') parts.push(key, (await redis.get(key)) ?? '');
    else if (type === 'hash') parts.push(key, JSON.stringify(await redis.hgetall(key)));
    else if (type === 'set') parts.push(key, (await redis.smembers(key)).join(' '));
    else throw new Error(`${key} is a ${type}`);
  }
  return parts.join('\n');
};

/** Any text at all, lone surrogates and control characters among it. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({min: 0, max: 0xff}), fc.integer({min: 0, max: 0xffff})), {maxLength})
    .map(units => String.fromCharCode(...units));

/** Cases whose name is their input, clipped. */
export const named = <Input, Expected>(cases: [Input, Expected][]) =>
  cases.map(([input, expected]) => {
    const text = JSON.stringify(input);
    return {name: text.length > 50 ? `${text.slice(0, 49)}…` : text, input, expected};
  });
