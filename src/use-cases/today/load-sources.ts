import {type Clock, DAY, utcDay} from '../../clock.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';

export type LoadSourcesDeps = {
  catalogue: Pick<Catalogue, 'collectionsOf'>;
  sources: readonly PaperSource[];
  clock: Pick<Clock, 'now'>;
};

/** How fresh a source is, and what it gave of the day that the newest edition is about. */
export type SourceState = {
  name: string;
  /** When it was asked last (ms); null where it was not, within two days. */
  askedAt: number | null;
  /** Why it gave none or not all when it was asked last; null where all went well. */
  reason: string | null;
  /** How many papers of yesterday it has given; null where it was not asked about that day. */
  papers: number | null;
};

/** Each source that is asked. */
export const loadSources = async ({catalogue, sources, clock}: LoadSourcesDeps): Promise<SourceState[]> => {
  const now = clock.now();
  const [today = [], yesterday = []] = await Promise.all(
    [now, now - DAY].map(at => catalogue.collectionsOf(utcDay(at))),
  );
  return sources.map(({name}) => {
    const of = [...today, ...yesterday].filter(({source}) => source === name);
    const newest = of.sort((one, other) => other.at - one.at)[0];
    return {
      ...{name, askedAt: newest?.at ?? null, reason: newest?.reason ?? null},
      papers: yesterday.find(({source}) => source === name)?.papers ?? null,
    };
  });
};
