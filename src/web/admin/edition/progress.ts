import {html} from 'hono/html';
import {SECOND} from '../../../clock.ts';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import {countOf} from '../../../papers/text.ts';
import type {Html} from '../../frame/layout.ts';
import {slicedBar} from '../look/bars.ts';
import {aboutSpan, longDay, mailsOf, sentence, thousands} from '../words.ts';

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
<p><b>${thousands(accepted)} of ${thousands(audience)} accepted.</b>${paceOf(status)}</p>`
  }
${reason === null ? '' : html`<p dir="auto">${sentence(reason)}</p>`}
${stopped === null || stopped === reason ? '' : html`<p dir="auto">${sentence(stopped)}</p>`}`;
};

type Pace = Pick<EditionStatus, 'callsPerSecond' | 'secondsLeft' | 'reason' | 'counts'>;

/** ` 2 emails wait: about 3 seconds at 2 calls a second.`, after another sentence; nothing without a rest. */
export const paceOf = ({callsPerSecond, secondsLeft, reason, counts: {pending}}: Pace): string => {
  if (pending === 0) return '';
  const rest = ` ${mailsOf(pending)} ${pending === 1 ? 'waits' : 'wait'}`;
  if (callsPerSecond === null || secondsLeft === null) return `${rest}.`;
  const span = `${aboutSpan(secondsLeft * SECOND)} at ${countOf(callsPerSecond, 'call')} a second`;
  return `${rest}: ${span}${reason === null ? '' : ', once it goes on'}.`;
};
