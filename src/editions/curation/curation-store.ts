import {loadScript, type Redis} from '../../redis/redis.ts';
import type {EditionId} from '../edition.ts';
import {editionKeys} from '../edition-keys.ts';
import type {Curation} from './curation.ts';
import {type CurationChange, parseCuration, written} from './curation-record.ts';

export type Curations = {
  /** What was decided so far; of an edition that was not curated, revision 0. */
  read(id: EditionId): Promise<Curation>;
  /**
   * Changes one thing. `unchanged`: it was so before; `frozen`: the edition stands, and nothing was changed.
   */
  change(id: EditionId, change: CurationChange): Promise<'changed' | 'unchanged' | 'frozen'>;
};

const curateScript = loadScript('src/editions/curation/lua/curate-edition.lua');

/**
 * Curations in Redis: one hash each under the edition's tag, kept for good, as is the audit that tells who
 * changed what.
 */
export const openCurations = ({redis, prefix}: {redis: Redis; prefix: string}): Curations => {
  const keys = editionKeys(prefix);
  return {
    read: async id => parseCuration(await redis.hgetall(keys.curation(id))),
    change: async (id, change) => {
      const {field, value, unset, told} = written(change);
      const answer = await curateScript(redis, {
        keys: [keys.edition(id), keys.curation(id), keys.audit(id)],
        args: [field, value, unset, told, change.who, change.at, WHY],
      });
      if (answer === 'changed' || answer === 'unchanged' || answer === 'frozen') return answer;
      throw new Error(`curate-edition.lua answered ${String(answer)}`);
    },
  };
};

const WHY = 'curated by the operator';
