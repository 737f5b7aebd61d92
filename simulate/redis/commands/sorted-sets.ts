import {type Keyspace, readAt, SORTED, writeAt} from '../keyspace.ts';
import {type Bytes, RedisFault, type Reply} from '../reply.ts';
import {at, type Commands, span, toScore, wholeAt} from './command.ts';

type Ranked = [Bytes, number];

const scoresOf = (keys: Keyspace, args: Bytes[]): Map<Bytes, number> =>
  readAt(keys, at(args, 0), SORTED)?.scores ?? new Map();

const byRank = ([one, first]: Ranked, [other, second]: Ranked): number => {
  if (first !== second) return first - second;
  return one < other ? -1 : 1;
};

const ranked = (keys: Keyspace, args: Bytes[]): Ranked[] => [...scoresOf(keys, args)].sort(byRank);

/** As Redis writes a score: 17 digits at most. */
const toText = (score: number): Bytes => {
  if (score === Number.POSITIVE_INFINITY) return 'inf';
  return score === Number.NEGATIVE_INFINITY ? '-inf' : String(score);
};

const add = (keys: Keyspace, args: Bytes[]): number => {
  let place = 1;
  let isNew = false;
  for (; /^(?:NX|XX|CH|GT|LT)$/i.test(at(args, place)); place++) {
    if (!/^NX$/i.test(at(args, place))) throw new RedisFault(`ERR ZADD ${at(args, place)} is not modelled`);
    isNew = true;
  }
  const {scores} = writeAt(keys, at(args, 0), SORTED);
  const before = scores.size;
  for (; place < args.length; place += 2) {
    const member = at(args, place + 1);
    if (!(isNew && scores.has(member))) scores.set(member, toScore(at(args, place)));
  }
  return scores.size - before;
};

const remove = (keys: Keyspace, key: Bytes, members: Bytes[]): number => {
  if (readAt(keys, key, SORTED) === undefined) return 0;
  const {scores} = writeAt(keys, key, SORTED);
  const gone = members.filter(member => scores.delete(member)).length;
  if (scores.size === 0) keys.delete(key);
  return gone;
};

const bound = (text: Bytes): {score: number; isOpen: boolean} => {
  const isOpen = text.startsWith('(');
  return {score: toScore(isOpen ? text.slice(1) : text), isOpen};
};

const between = (all: Ranked[], least: Bytes, most: Bytes): Ranked[] => {
  const [low, high] = [bound(least), bound(most)];
  return all.filter(
    ([, score]) =>
      (low.isOpen ? score > low.score : score >= low.score) &&
      (high.isOpen ? score < high.score : score <= high.score),
  );
};

const told = (found: Ranked[], options: Bytes[]): Reply[] => {
  const words = options.map(word => word.toUpperCase());
  const limit = words.indexOf('LIMIT');
  const [from, count] = limit < 0 ? [0, -1] : [wholeAt(options, limit + 1), wholeAt(options, limit + 2)];
  const kept = found.slice(from, count < 0 ? undefined : from + count);
  return words.includes('WITHSCORES')
    ? kept.flatMap(([member, score]) => [member, toText(score)])
    : kept.map(([member]) => member);
};

const range = (all: Ranked[], args: Bytes[]): Reply =>
  told(all.slice(...span(all.length, wholeAt(args, 1), wholeAt(args, 2))), args.slice(3));

export const sortedSetCommands: Commands = {
  ZADD: add,
  ZREM: (keys, args) => remove(keys, at(args, 0), args.slice(1)),
  ZCARD: (keys, args) => scoresOf(keys, args).size,
  ZSCORE: (keys, args) => {
    const score = scoresOf(keys, args).get(at(args, 1));
    return score === undefined ? null : toText(score);
  },
  ZRANK: (keys, args) => {
    const rank = ranked(keys, args).findIndex(([member]) => member === at(args, 1));
    return rank < 0 ? null : rank;
  },
  ZRANGE: (keys, args) => range(ranked(keys, args), args),
  ZREVRANGE: (keys, args) => range(ranked(keys, args).reverse(), args),
  ZRANGEBYSCORE: (keys, args) => told(between(ranked(keys, args), at(args, 1), at(args, 2)), args.slice(3)),
  ZREVRANGEBYSCORE: (keys, args) =>
    told(between(ranked(keys, args), at(args, 2), at(args, 1)).reverse(), args.slice(3)),
  ZREMRANGEBYSCORE: (keys, args) =>
    remove(
      keys,
      at(args, 0),
      between(ranked(keys, args), at(args, 1), at(args, 2)).map(([member]) => member),
    ),
  ZREMRANGEBYRANK: (keys, args) => {
    const all = ranked(keys, args);
    const gone = all.slice(...span(all.length, wholeAt(args, 1), wholeAt(args, 2)));
    return remove(
      keys,
      at(args, 0),
      gone.map(([member]) => member),
    );
  },
};
