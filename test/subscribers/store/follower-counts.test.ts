import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import type {Preferences} from '../../../src/subscribers/subscriber.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
beforeEach(store.empty);
afterAll(store.close);

const id = parsePaperId('2603.10001');
if (!id) throw new Error('the test needs an id');
const links = {page: '', abstract: '', pdf: null, code: 'https://github.com/example-lab/loom', project: null};
const paper = {id, authors: ['Ada Example', 'Bo Example'], organisation: 'Example Lab', links};

const readers = (followed: Partial<Preferences>[]) =>
  subscribers.addMany(
    followed.map((preferences, at) => draftOf(`reader-${at + 1}@example.org`, {preferences})),
  );

const follow = (number: number, preferences: Partial<Preferences>) =>
  subscribers.update(number, current => ({
    ...current,
    preferences: {...current.preferences, ...preferences},
  }));

const count = async () => (await subscribers.countFollowers([paper])).get(id) ?? 0;

describe('readers who follow somebody of a paper', () => {
  test('are counted for each author, lab and code host, the most of any one of them', async () => {
    await readers([
      {authors: ['Ada Example']},
      {authors: ['example, ada', 'Ada Example']},
      {authors: ['Bo Example'], labs: ['EXAMPLE LAB']},
      {codeHosts: ['github.com/example-lab']},
      {authors: ['A. Example', 'Another Example']},
    ]);
    expect(await count()).toBe(2);
  });

  test('are counted from the moment they follow until they do no more, leave, or are erased', async () => {
    await readers([{}, {authors: ['Ada Example']}, {authors: ['Ada Example']}]);
    expect(await count()).toBe(2);
    await follow(1, {authors: ['Ada Example']});
    expect(await count()).toBe(3);
    await follow(1, {authors: []});
    expect(await count()).toBe(2);
    await unsubscribe(depsAt(subscribers, noon), {number: 2, via: 'link'});
    expect(await count()).toBe(1);
    await eraseSubscriber(depsAt(subscribers, noon), 3);
    expect(await count()).toBe(0);
    expect(await redis.keys(`${prefix}:{f:*`)).toEqual([]);
  });

  test('are counted right again after the indexes were lost, or said too much', async () => {
    await readers([{authors: ['Ada Example']}, {labs: ['Example Lab']}]);
    const key = `${prefix}:{f:author ada example}:followers`;
    await redis.del(key);
    await subscribers.rebuildDueIndex();
    expect(await redis.smembers(key)).toEqual(['1']);
    await redis.sadd(key, 2, 77);
    await subscribers.rebuildDueIndex();
    expect(await redis.smembers(key)).toEqual(['1']);
  });
});
