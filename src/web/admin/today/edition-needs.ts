import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {EditionId} from '../../../editions/edition.ts';
import {isWeekly} from '../../../editions/edition-id.ts';
import {dayWithin, sentence, thousands} from '../words.ts';

/** Something that needs the operator: what, why, and where to go. */
export type Need = {
  what: string;
  why: string;
  /** `to`: an edition, or a part of the page. */
  link?: {to: EditionLink | `#${string}`; words: string};
};

/** Below the path of the site, which the page puts before it. */
export type EditionLink = `/admin/editions/${string}`;

/** A need about one edition, with the way there. */
export const editionNeed = (id: EditionId, what: string, why: string): Need => ({
  what: `${isWeekly(id) ? sentence(dayWithin(id)) : `The edition of ${dayWithin(id)}`} ${what}`,
  why,
  link: {to: `/admin/editions/${id}`, words: 'Look at it'},
});

/** The newest of the same rhythm: what came of older ones is known. */
const isNewest = ({edition}: EditionStatus, among: EditionStatus[]): boolean =>
  among.find(other => isWeekly(other.edition) === isWeekly(edition))?.edition === edition;

/** What of the newest editions waits for an operator, or went wrong. */
export const needsOfStatuses = (statuses: EditionStatus[]): Need[] =>
  statuses.flatMap(status => needsOfStatus(status, statuses));

/**
 * A paused edition waits for an operator; one that is stopped with everything else is told by the
 * stop.
 */
const needsOfStatus = (status: EditionStatus, statuses: EditionStatus[]): Need[] => {
  const {edition, state, reason, stopped, counts} = status;
  const because = reason === null ? '' : `${sentence(reason)}.`;
  const uncertain = counts.uncertain > 0 ? [uncertainNeed(edition, counts.uncertain)] : [];
  if (state === 'needs-attention' && !reason?.includes('uncertain'))
    return [editionNeed(edition, 'needs attention.', because), ...uncertain];
  if (uncertain.length > 0) return uncertain;
  if (state === 'paused' && reason !== stopped) return [editionNeed(edition, 'is paused.', because)];
  if (state === 'skipped' && isNewest(status, statuses))
    return [editionNeed(edition, 'was skipped.', because)];
  const sent = statuses.filter(({runs}) => runs.length > 0);
  if (counts.failed <= counts.audience * MANY_FAILED || !isNewest(status, sent)) return [];
  const failed = `has ${thousands(counts.failed)} failed email${counts.failed === 1 ? '' : 's'}.`;
  return [editionNeed(edition, failed, 'Resend refused them. You can send them again.')];
};

/** Of so many mails in a thousand a few bad addresses are no news. */
export const MANY_FAILED = 0.002;

const uncertainNeed = (edition: EditionId, count: number): Need => {
  const emails = `${thousands(count)} email${count === 1 ? '' : 's'}`;
  return {
    what: `${emails} of ${dayWithin(edition)} ${count === 1 ? 'is' : 'are'} uncertain.`,
    why:
      'Nobody can prove whether Resend took ' +
      `${count === 1 ? 'it, so it was' : 'them, so they were'} not sent again.`,
    link: {to: `/admin/editions/${edition}`, words: `Look at ${count === 1 ? 'it' : 'them'}`},
  };
};
