import {type DueQuestion, findWhatIsDue} from '../../delivery/runs/find-what-is-due.ts';
import type {EditionId} from '../../editions/edition.ts';

export type RequestWhatIsDue = DueQuestion & {
  requestBuild: (edition: EditionId) => Promise<void>;
  requestPlan: (edition: EditionId, wave: number) => Promise<void>;
};

/**
 * Asks the queue for whatever is due and not done; the queue takes each once, however often it is asked for.
 */
export const requestWhatIsDue = async ({
  requestBuild,
  requestPlan,
  ...question
}: RequestWhatIsDue): Promise<void> => {
  const {builds, waves} = await findWhatIsDue(question);
  for (const edition of builds) await requestBuild(edition);
  for (const {edition, wave} of waves) await requestPlan(edition, wave);
};
