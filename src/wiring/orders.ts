import {readGlobalStop, readGlobalStopAudit} from '../delivery/ledger/global-stop.ts';
import type {Resend} from '../delivery/resend/plan-resend.ts';
import {cancelEdition} from '../use-cases/orders/cancel-edition.ts';
import {pauseEdition} from '../use-cases/orders/pause-edition.ts';
import {resumeEdition} from '../use-cases/orders/resume-edition.ts';
import {resumeEverything} from '../use-cases/orders/resume-everything.ts';
import {stopEverything} from '../use-cases/orders/stop-everything.ts';
import {callOffResend} from '../use-cases/sending/call-off-resend.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';

/** What an operator may order of a sending that is under way. */
export const wireOrders = (foundation: Foundation, reconcile: () => Promise<unknown>) => {
  const {ledger, chance} = foundation;
  return {
    ...bindDeps(
      {...foundation, reconcile},
      {
        pause: pauseEdition,
        resume: resumeEdition,
        cancel: cancelEdition,
        stopEverything,
        resumeEverything,
      },
    ),
    callOffResend: (wanted: Pick<Resend, 'edition' | 'who' | 'why'>) =>
      callOffResend({...foundation, reconcile}, {...wanted, token: chance.uuid()}),
    /** The stop of everything; null while mail may leave. */
    globalStop: () => readGlobalStop(foundation),
    /** Every stop of everything and its end, oldest first. */
    globalStopAudit: () => readGlobalStopAudit(foundation),
    /** The order that an edition is under; null for none. */
    of: ledger.order,
  };
};
