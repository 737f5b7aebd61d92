import {DAY} from '../../clock.ts';
import type {PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';

/** So many papers may wait for the operator: no more than one looks through in an hour. */
export const MAX_WAITING = 200;

/** So many papers one subscriber may suggest in `SUGGESTED_WITHIN_MS`, counted from the first. */
export const MAX_SUGGESTED = 5;
export const SUGGESTED_WITHIN_MS = 7 * DAY;

/** What an operator decided of a suggestion. */
export type Decision = 'accepted' | 'declined';

/** A paper that waits for the operator. */
export type Suggestion = {
  paper: PaperId;
  /** The numbers of the subscribers who suggested it, ascending. */
  numbers: number[];
  /** When the first of them did; ms since 1970. */
  since: number;
};

export type DecidedSuggestion = {
  paper: PaperId;
  decision: Decision;
  /** ms since 1970. */
  at: number;
  /** The operator. */
  who: string;
};

export type Suggestions = {
  /**
   * Notes that a subscriber suggests a paper. `joined`: others had, and this is one more; `again`: they had
   * themselves; `over`: they suggested as many as they may for now; `full`: as many papers wait as may. But
   * for the first two, nothing was changed.
   */
  suggest(
    suggested: {paper: PaperId; number: number},
    now: number,
  ): Promise<'taken' | 'joined' | 'again' | 'over' | 'full' | Decision>;
  /**
   * Decides, and forgets who suggested it. `unchanged`: it was decided so; `unknown`: it is not suggested.
   */
  decide(decided: DecidedSuggestion): Promise<'decided' | 'unchanged' | 'unknown'>;
  /** What waits, the longest first. */
  waiting(): Promise<Suggestion[]>;
  /** All that was decided, the newest last. */
  decided(): Promise<DecidedSuggestion[]>;
  /** The waiting papers that a subscriber suggested, the longest first; for their own eyes too. */
  of(number: number): Promise<PaperId[]>;
  /** Forgets what a subscriber suggested; a paper that no other reader suggested no longer waits. */
  forget(number: number): Promise<void>;
};

const suggestScript = loadScript('src/editions/suggestions/lua/suggest-paper.lua');
const decideScript = loadScript('src/editions/suggestions/lua/decide-suggestion.lua');
const withdrawScript = loadScript('src/editions/suggestions/lua/withdraw-suggestion.lua');

/** All of it has one slot: there is little of it, and a paper waits, is decided upon and told in one step. */
const suggestionKeys = (prefix: string) => ({
  waiting: `${prefix}:{suggestions}:waiting`,
  numbers: (paper: PaperId) => `${prefix}:{suggestions}:by:${paper}`,
  decided: `${prefix}:{suggestions}:decided`,
  count: (number: number) => `${prefix}:{suggestions}:count:${number}`,
  audit: suggestionAuditKey(prefix),
});

/** The stream of every decision. */
export const suggestionAuditKey = (prefix: string): string => `${prefix}:{suggestions}:audit`;

/** Suggestions in Redis. They name subscribers by number, and only as long as they wait. */
export const openSuggestions = ({redis, prefix}: {redis: Redis; prefix: string}): Suggestions => {
  const keys = suggestionKeys(prefix);

  const waitingPapers = async (): Promise<PaperId[]> =>
    (await redis.zrange(keys.waiting, 0, '-1')).flatMap(text => parsePaperId(text) ?? []);

  const of = async (number: number): Promise<PaperId[]> => {
    const papers = await waitingPapers();
    const isTheirs = await Promise.all(papers.map(paper => redis.sismember(keys.numbers(paper), number)));
    return papers.filter((_, place) => isTheirs[place] === 1);
  };

  return {
    suggest: async ({paper, number}, now) => {
      const answer = await suggestScript(redis, {
        keys: [keys.waiting, keys.numbers(paper), keys.decided, keys.count(number)],
        args: [paper, number, now, MAX_WAITING, MAX_SUGGESTED, SUGGESTED_WITHIN_MS],
      });
      const known = SUGGESTED.find(one => one === answer);
      if (known) return known;
      throw new Error(`suggest-paper.lua answered ${String(answer)}`);
    },
    decide: async ({paper, decision, at, who}) => {
      const answer = await decideScript(redis, {
        keys: [keys.waiting, keys.numbers(paper), keys.decided, keys.audit],
        args: [paper, decision, at, who, WHY],
      });
      if (answer === 'decided' || answer === 'unchanged' || answer === 'unknown') return answer;
      throw new Error(`decide-suggestion.lua answered ${String(answer)}`);
    },
    waiting: async () => {
      const papers = await waitingPapers();
      const waiting = await Promise.all(papers.map(paper => readSuggestion({redis, keys, paper})));
      return waiting.filter(one => one !== null);
    },
    decided: async () =>
      Object.entries(await redis.hgetall(keys.decided))
        .map(([paper, value]) => toDecided(paper, value))
        .sort((one, other) => one.at - other.at || (one.paper < other.paper ? -1 : 1)),
    of,
    forget: async number => {
      for (const paper of await of(number))
        await withdrawScript(redis, {keys: [keys.waiting, keys.numbers(paper)], args: [paper, number]});
      await redis.del(keys.count(number));
    },
  };
};

const SUGGESTED = ['taken', 'joined', 'again', 'over', 'full', 'accepted', 'declined'] as const;

const WHY = 'suggested by a reader';

/** Null where it was decided upon meanwhile. */
const readSuggestion = async ({
  redis,
  keys,
  paper,
}: {
  redis: Redis;
  keys: ReturnType<typeof suggestionKeys>;
  paper: PaperId;
}): Promise<Suggestion | null> => {
  const [numbers, since] = await Promise.all([
    redis.smembers(keys.numbers(paper)),
    redis.zscore(keys.waiting, paper),
  ]);
  if (since === null) return null;
  return {paper, numbers: numbers.map(Number).sort((a, b) => a - b), since: Number(since)};
};

/** Reads `accepted:1773302400000:ada`. */
const toDecided = (text: string, value: string): DecidedSuggestion => {
  const paper = parsePaperId(text);
  const [decision, at, ...who] = value.split(':');
  if (paper === null || (decision !== 'accepted' && decision !== 'declined'))
    throw new Error(`the decision upon the suggestion "${text}" is damaged`);
  return {paper, decision, at: Number(at), who: who.join(':')};
};
