import type {PaperId} from '../../papers/paper.ts';
import type {Redis} from '../../redis/redis.ts';
import type {Edition, EditionContent, EditionId} from '../edition.ts';
import {parseEditionId} from '../edition-id.ts';
import type {editionKeys} from '../edition-keys.ts';

/** Which edition carries a paper: an index beside the editions, which stay the truth. */
export type CarriedPapers = {
  /**
   * To be called before an edition is frozen: an entry too many is found out, a missing one would let a paper
   * come twice.
   */
  note(content: EditionContent): Promise<void>;
  /** The newest edition that carries this very id, or null. */
  find(paper: PaperId): Promise<EditionId | null>;
};

/** No id of a paper: says that the editions frozen before there was an index are in it. */
const COMPLETE = 'complete';

export const openCarried = ({
  redis,
  keys,
  find,
}: {
  redis: Redis;
  keys: ReturnType<typeof editionKeys>;
  find: (id: EditionId) => Promise<Edition | null>;
}): CarriedPapers => {
  const note = async ({id, papers}: EditionContent): Promise<void> => {
    if (papers.length > 0) await redis.hset(keys.carrying, new Map(papers.map(paper => [paper.id, id])));
  };

  /** Oldest first, so that the newest edition of a paper is noted last. */
  const complete = async (): Promise<void> => {
    for (const text of await redis.zrange(keys.index, 0, '-1')) {
      const reading = parseEditionId(text);
      const edition = reading.kind === 'edition-id' ? await find(reading.id) : null;
      if (edition) await note(edition.content);
    }
    await redis.hset(keys.carrying, COMPLETE, 1);
  };

  return {
    note,
    find: async paper => {
      if ((await redis.hexists(keys.carrying, COMPLETE)) === 0) await complete();
      const reading = parseEditionId((await redis.hget(keys.carrying, paper)) ?? '');
      const edition = reading.kind === 'edition-id' ? await find(reading.id) : null;
      return edition?.content.papers.some(({id}) => id === paper) ? edition.content.id : null;
    },
  };
};
