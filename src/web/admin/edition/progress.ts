import {html} from 'hono/html';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {Html} from '../../frame/layout.ts';
import {slicedBar} from '../look/bars.ts';
import {longDay, mailsOf, sentence, spanOf, thousands} from '../words.ts';

/** Whether it may change without anybody's doing. */
export const isMoving = ({state, counts}: EditionStatus): boolean =>
  state === 'sending' || counts.pending > 0;

/** `Thursday 12 March 2026: done` */
export const headlineOf = ({edition, state}: EditionStatus): string =>
  `${longDay(edition)}: ${state.replace('-', ' ')}`;

/** How far it is, how long the rest takes, and what holds it up. */
export const progressOf = (status: EditionStatus): Html => {
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
