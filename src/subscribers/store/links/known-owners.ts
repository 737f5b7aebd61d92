import type {Redis} from '../../../redis/redis.ts';
import type {Subscriber} from '../../subscriber.ts';
import type {SubscriberId} from '../../subscriber-id.ts';
import type {LinkOwner} from '../../tokens.ts';
import {type Records, whyUnreadable} from '../records.ts';
import {writeIds} from '../upkeep/write-ids.ts';
import type {IdIndex} from './id-index.ts';

/** What leads from links to subscribers. */
export const knownOwners = ({
  redis,
  mark,
  ids,
  records,
  oldId,
  highestNumber,
}: {
  redis: Redis;
  /** The key that says that every record has its id. */
  mark: string;
  ids: IdIndex;
  records: Records;
  oldId: (number: number) => SubscriberId;
  highestNumber: () => Promise<number>;
}) => {
  const find = async (owner: LinkOwner) => {
    const id = 'id' in owner ? owner.id : oldId(owner.number);
    const entry = await ids.find(id);
    const number = entry?.number ?? ('number' in owner ? owner.number : null);
    const [stored = null] = number === null ? [] : await records.readEach([number]);
    if (number === null || stored === null) return null;
    const {subscriber} = stored;
    return subscriber === null || subscriber.id === id || entry?.isOther ? {number, subscriber} : null;
  };
  return {
    findOwner: async (owner: LinkOwner): Promise<Subscriber | null> => {
      const found = await find(owner);
      if (found?.subscriber === null) throw new Error(whyUnreadable(found.number));
      return found ? found.subscriber : null;
    },
    findNumber: async (owner: LinkOwner): Promise<number | null> => (await find(owner))?.number ?? null,
    keepOtherIds: ids.enterOthers,
    writeIds: async (): Promise<number> => {
      if ((await redis.exists(mark)) === 1) return 0;
      const written = await writeIds({ids, records}, await highestNumber());
      await redis.set(mark, 'written');
      return written;
    },
  };
};
