import {loadEditionRows} from '../use-cases/today/load-edition-rows.ts';
import {loadHours} from '../use-cases/today/load-hours.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';

export type Today = ReturnType<typeof wireToday>;

/** What an operator sees at a glance. Nothing here grows with the audience. */
export const wireToday = (foundation: Foundation) => {
  const {queues, audience, ledger} = foundation;
  return {
    ...bindDeps(foundation, {editionRows: loadEditionRows, hours: loadHours}),
    /** The same of one edition, all its hours. */
    hoursOf: ledger.hours,
    /** Subscribers by state, day by day. */
    audience: audience.read,
    queues: queues.depths,
    nextJobs: queues.nextJobs,
  };
};
