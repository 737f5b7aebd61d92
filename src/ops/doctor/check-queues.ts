import type {Overdue} from '../../delivery/runs/find-overdue.ts';
import {describeOverdue} from '../../delivery/runs/find-overdue.ts';
import {type Check, error, ok, orOk, warning} from './check.ts';

export type QueueFacts = {
  hasWorker: boolean;
  /** Letters and receipts without an end yet. */
  waiting: {letters: number; receipts: number};
  overdue: Overdue[];
  /** Editions in sending that do not go on by themselves, with the reason. */
  held: {edition: string; state: string; reason: string | null}[];
};

const ABOUT = 'queues';

/** Whether a worker runs, and what waits for a person. */
export const checkQueues = ({hasWorker, waiting, overdue, held}: QueueFacts): Check[] => {
  const waits = waiting.letters + waiting.receipts;
  const found: Check[] = [];
  if (!hasWorker && waits > 0)
    found.push(
      error(
        ABOUT,
        `no worker is running, and ${waiting.letters} letters and ${waiting.receipts} receipts are waiting`,
        'start one: paperboy worker, or paperboy start',
      ),
    );
  else if (!hasWorker)
    found.push(warning(ABOUT, 'no worker is running', 'start one: paperboy worker, or paperboy start'));
  for (const late of overdue)
    found.push(error(ABOUT, describeOverdue(late), 'start a scheduler and a worker: paperboy start'));
  for (const {edition, state, reason} of held)
    found.push(
      warning(
        ABOUT,
        `${edition} is ${state}${reason ? `: ${reason}` : ''}`,
        `paperboy editions status ${edition}`,
      ),
    );
  return orOk(found, ok(ABOUT, `a worker is running; ${waits} letters and receipts are waiting`));
};
