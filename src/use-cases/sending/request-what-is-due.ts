import {type DueQuestion, findWhatIsDue, type WhatIsDue} from '../../delivery/runs/find-what-is-due.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';

export type RequestDeps = Pick<DueQuestion, 'editions' | 'ledger'> & {
  requestBuild: (edition: EditionId) => Promise<void>;
  requestPlan: (edition: EditionId, wave: number) => Promise<void>;
  log: Log;
};

export type RequestWhatIsDue = Omit<DueQuestion, 'editions' | 'ledger'>;

/**
 * Asks the queue for whatever is due and not done; the queue takes each once, however often it is asked for.
 * Returns what was asked for.
 */
export const requestWhatIsDue = async (deps: RequestDeps, when: RequestWhatIsDue): Promise<WhatIsDue> => {
  const {requestBuild, requestPlan, log} = deps;
  const due = await findWhatIsDue({editions: deps.editions, ledger: deps.ledger, ...when});
  for (const edition of due.builds) await requestBuild(edition);
  for (const {edition, wave} of due.waves) await requestPlan(edition, wave);
  log.debug({event: 'due.requested', ...due}, 'what is due was requested');
  return due;
};
