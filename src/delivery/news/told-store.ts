import {DAY} from '../../clock.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {KeptOfReaders} from '../../subscribers/subscriber.ts';
import type {ChunkName} from '../ledger/chunk-name.ts';

/** News that a reader may be told, and the mail that has it and is known never to have left. */
export type Claim = {id: string; neverLeft: ChunkName | null};

/** Which mail told which reader of which news, so that each is told once. */
export type ToldNewsStore = KeptOfReaders & {
  /**
   * Notes that a mail tells a reader of news. For each claim null, or the mail that has it already. A mail
   * that claims twice has it twice. `now` is in ms.
   */
  claim(claiming: {
    number: number;
    mail: ChunkName;
    claims: Claim[];
    now: number;
  }): Promise<(ChunkName | null)[]>;
};

const claimNews = loadScript('src/delivery/news/lua/claim-news.lua');

/** Longer than news is told, by far. */
const KEPT_DAYS = 60;

/** Opens the store; nothing is written. */
export const openToldNews = ({redis, prefix}: {redis: Redis; prefix: string}): ToldNewsStore => {
  /** Hash: an id of news to the day and the mail that told it. */
  const key = (number: number): string => `${prefix}:{s:${number}}:told`;
  return {
    claim: async ({number, mail, claims, now}) => {
      const pairs = claims.flatMap(({id, neverLeft}) => [id, neverLeft === null ? '' : nameOf(neverLeft)]);
      const args = [nameOf(mail), Math.floor(now / DAY), KEPT_DAYS, ...pairs];
      const answers = await claimNews(redis, {keys: [key(number)], args});
      if (!Array.isArray(answers)) throw new Error('claim-news.lua gave no list');
      return answers.map(answer => (answer === '' ? null : parseName(String(answer))));
    },
    of: async number => {
      const noted = await redis.hgetall(key(number));
      const told = Object.entries(noted).map(([news, text]) => ({news, mail: text.replace(/^\d+ /, '')}));
      return told.length === 0 ? null : told.sort((one, other) => (one.news < other.news ? -1 : 1));
    },
    forget: async number => {
      await redis.del(key(number));
    },
  };
};

const nameOf = ({edition, run, chunk}: ChunkName): string => `${edition}/${run}/${chunk}`;

const parseName = (text: string): ChunkName => {
  const [edition = '', run = '', chunk = ''] = text.split('/');
  return {edition: edition as ChunkName['edition'], run: Number(run), chunk};
};
