import {html} from 'hono/html';
import type {SendingHour} from '../../../delivery/ledger/hours.ts';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {Html} from '../../frame/layout.ts';
import {slicedBar} from '../look/bars.ts';
import {longDay, mailsOf, sentence, spanOf, thousands} from '../words.ts';
import {outcomesTable} from './outcomes.ts';
import {wavesTable} from './waves.ts';

/** What changes while an edition is sent. */
export type LiveParts = {headline: string; progress: Html; outcomes: Html; waves: Html; asOf: string};

/** How an edition stands, in the parts of its page that change by themselves. */
export const livePartsOf = (status: EditionStatus, hours: SendingHour[], now: number): LiveParts => ({
  headline: headlineOf(status),
  progress: progressOf(status),
  outcomes: outcomesTable(status),
  waves: wavesTable(hours),
  asOf: new Date(now).toISOString().slice(11, 19),
});

/** Whether it may change without anybody's doing. */
export const isMoving = ({state, counts}: EditionStatus): boolean =>
  state === 'sending' || counts.pending > 0;

const headlineOf = ({edition, state}: EditionStatus): string =>
  `${longDay(edition)}: ${state.replace('-', ' ')}`;

const progressOf = (status: EditionStatus): Html => {
  const {counts, reason, stopped} = status;
  const {audience, accepted, failed, uncertain} = counts;
  const share = (part: number) => (audience === 0 ? 0 : part / audience);
  return html`${
    audience === 0
      ? ''
      : html`${slicedBar({
          ...{length: 1, accepted: share(accepted), size: 'long'},
          ...{failed: share(failed), uncertain: share(uncertain)},
        })}
<p><b>${thousands(accepted)} of ${thousands(audience)} accepted.</b>${pace(status)}</p>`
  }
${reason === null ? '' : html`<p dir="auto">${sentence(reason)}</p>`}
${stopped === null || stopped === reason ? '' : html`<p dir="auto">${sentence(stopped)}</p>`}`;
};

const pace = ({callsPerSecond, secondsLeft, reason, counts: {pending}}: EditionStatus): string => {
  if (pending === 0) return '';
  const rest = ` ${mailsOf(pending)} wait`;
  if (callsPerSecond === null || secondsLeft === null) return `${rest}.`;
  const span = `about ${spanOf(1000 * secondsLeft)} at ${callsPerSecond} calls a second`;
  return `${rest}: ${span}${reason === null ? '' : ', once it goes on'}.`;
};
