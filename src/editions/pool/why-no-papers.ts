import type {Collection} from '../../papers/catalogue/catalogue.ts';
import type {EditionId} from '../edition.ts';
import {daysOf} from '../edition-id.ts';
import type {PoolDeps} from './load-pool.ts';

/** A week's days can each have another reason why there are no papers. */
const MAX_REASONS = 3;

/**
 * Why no paper of the days was collected, in one line. `unreachable`: a source gave no answer when it
 * was last asked about one of the days, so nobody knows whether there are papers.
 */
export type WhyNoPapers = {kind: 'nothing-there' | 'unreachable'; reason: string};

/** Tells why an edition's days have no papers. */
export const whyNoPapers = async (
  {catalogue}: Pick<PoolDeps, 'catalogue'>,
  id: EditionId,
): Promise<WhyNoPapers> => {
  const asked = (await Promise.all(daysOf(id).map(day => catalogue.collectionsOf(day)))).flat();
  const unreachable = asked.filter(({isUnreachable}) => isUnreachable);
  if (unreachable.length > 0)
    return {kind: 'unreachable', reason: `sources-unreachable: ${reasonsOf(unreachable).join('; ')}`};
  const reasons = reasonsOf(asked);
  const reason =
    reasons.length > 0
      ? `no papers for ${id}: ${reasons.join('; ')}`
      : `no papers for ${id} were collected or imported`;
  return {kind: 'nothing-there', reason};
};

// A source mostly says the same of all days of a week.
const reasonsOf = (collections: readonly Collection[]): string[] =>
  [...new Set(collections.flatMap(({reason}) => (reason ? [reason] : [])))].slice(0, MAX_REASONS);
