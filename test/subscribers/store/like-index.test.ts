import {randomBytes} from 'node:crypto';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import type {PaperId} from '../../../src/papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../../src/papers/paper-id.ts';
import {openRedis} from '../../../src/redis/redis.ts';
import type {Opinion} from '../../../src/subscribers/opinions.ts';
import {openSubscribers, type Subscribers} from '../../../src/subscribers/store/subscriber-store.ts';
import {suppress} from '../../../src/subscribers/suppress.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {giveOpinion} from '../../../src/use-cases/subscribers/give-opinion.ts';
import {UNDO_WITHIN_MS, undoUnsubscribe} from '../../../src/use-cases/subscribers/undo-unsubscribe.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {draftOf, noon, openTestStore, testPepper} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
beforeEach(store.empty);
afterAll(store.close);

const paper = (number: number): PaperId => {
  const id = parsePaperId(`2603.${String(10_000 + number)}`);
  if (!id) throw new Error('the test needs an id');
  return id;
};

const readers = (count: number) =>
  subscribers.addMany(Array.from({length: count}, (_, at) => draftOf(`reader-${at + 1}@example.org`)));

const say = (number: number, opinion: Opinion, of = paper(1), to: Subscribers = subscribers) =>
  giveOpinion(depsAt(to, 0), {link: {number, epoch: 9}, paper: of, opinion});

const titled = (id: PaperId) => ({id, title: `The title of ${id}`});

const countOf = async (of = paper(1)) => (await subscribers.countLikes([titled(of)])).get(of) ?? 0;

const keyOf = (id: PaperId) => `${prefix}:{p:${id}}:wanted`;

describe('who wants more like a paper', () => {
  test('counts once for it, however often they say so', async () => {
    await readers(3);
    await Promise.all([say(1, 'more'), say(1, 'more'), say(2, 'more')]);
    expect(await countOf()).toBe(2);
    expect(await countOf(paper(2))).toBe(0);
  });

  test.each<Opinion>(['less', 'none'])('counts no more once they say "%s"', async opinion => {
    await readers(2);
    await say(1, 'more');
    await say(2, 'more');
    await say(1, opinion);
    expect(await countOf()).toBe(1);
  });

  test('counts for the newest fifty papers alone, as their record has them', async () => {
    await readers(1);
    for (let number = 1; number <= 51; number += 1) await say(1, 'more', paper(number));
    expect(await countOf(paper(1))).toBe(0);
    expect(await countOf(paper(51))).toBe(1);
  });

  test('counts while they get papers, and again when they are back', async () => {
    await readers(3);
    for (const number of [1, 2, 3]) await say(number, 'more');
    const left = await unsubscribe(depsAt(subscribers, noon), {number: 1, via: 'link'});
    await suppress({subscribers, number: 2, now: noon, why: 'bounced'});
    expect(await countOf()).toBe(1);
    if (left.kind !== 'unsubscribed') throw new Error(left.kind);
    const {number, epoch} = left.subscriber;
    const link = {number, epoch, expiresAt: noon + UNDO_WITHIN_MS};
    expect(await undoUnsubscribe(depsAt(subscribers, noon), link)).toMatchObject({kind: 'subscribed'});
    expect(await countOf()).toBe(2);
  });

  test('counts no more once they are erased, and their number stands nowhere', async () => {
    await readers(2);
    await say(1, 'more');
    await say(2, 'more');
    await eraseSubscriber(depsAt(subscribers, 0), 1);
    expect(await redis.smembers(keyOf(paper(1)))).toEqual(['2']);
  });

  test('counts as soon as they are imported with it, unless they wait for their confirmation', async () => {
    const opinions = {more: [paper(1)], less: [paper(2)]};
    await subscribers.addMany([
      draftOf('active@example.org', {opinions}),
      draftOf('pending@example.org', {opinions, state: 'pending'}),
    ]);
    expect([await countOf(), await countOf(paper(2))]).toEqual([1, 0]);
  });

  test('counts once for a paper that was known by its title alone and got its arXiv id', async () => {
    await readers(2);
    const {id, title} = titled(paper(1));
    await say(1, 'more', paperIdOfTitle(title));
    expect(await subscribers.countLikes([{id: paperIdOfTitle(title), title}])).toEqual(
      new Map([[paperIdOfTitle(title), 1]]),
    );
    await say(1, 'more', id);
    await say(2, 'more', id);
    expect(await countOf()).toBe(2);
  });

  test('is counted right after any storm of opinions', async () => {
    await readers(5);
    const storm = Array.from({length: 200}, (_, at) =>
      say((at % 5) + 1, (['more', 'none', 'less'] as const)[(at * 7) % 3] ?? 'more', paper(at % 3)),
    );
    await Promise.all(storm);
    const all = await subscribers.read([1, 2, 3, 4, 5]);
    for (const of of [paper(0), paper(1), paper(2)])
      expect(await countOf(of)).toBe(all.filter(one => one?.opinions.more.includes(of)).length);
  });
});

describe('an index that says something else than the records', () => {
  test('is mended: what is missing comes, what is wrong goes, of those who are no more too', async () => {
    await readers(3);
    await say(1, 'more');
    await say(2, 'more');
    await redis.srem(keyOf(paper(1)), 1);
    await redis.sadd(keyOf(paper(1)), 3, 77);
    await subscribers.rebuildDueIndex();
    expect(await redis.smembers(keyOf(paper(1)))).toEqual(['2', '1'].sort());
  });

  test('comes from a process that was killed between any two commands, and is mended', async () => {
    await readers(1);
    for (let commands = 1; commands < 12; commands += 1) {
      await say(1, 'none');
      const dying = openRedis(store.url);
      await dying.ping();
      const send = dying.sendCommand.bind(dying);
      let left = commands;
      dying.sendCommand = (command, stream) => {
        if (left === 0) {
          command.reject(new Error('killed'));
          return command.promise;
        }
        left -= 1;
        return send(command, stream);
      };
      const other = openSubscribers({...store, redis: dying, addressPepper: testPepper, random: randomBytes});
      await say(1, 'more', paper(1), other).catch(() => undefined);
      dying.disconnect();
      await subscribers.rebuildDueIndex();
      const [record] = await subscribers.read([1]);
      expect(await countOf()).toBe(record?.opinions.more.length);
    }
  });
});
