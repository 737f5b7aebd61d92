import type {EditionId} from '../../editions/edition.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {LetterRequests} from '../letters/letter-requests.ts';
import type {Inbox} from '../receipts/inbox.ts';

export type LoadRemainingDeps = {
  ledger: Pick<Ledger, 'globalStop' | 'editionsInSending' | 'counts' | 'order' | 'runs'>;
  letterRequests: Pick<LetterRequests, 'count'>;
  inbox: Pick<Inbox, 'waiting'>;
};

/** A part of the work that is open: an edition's mails, letters or receipts. */
export type Remaining = {
  /** `letters`, `receipts`, or the edition. */
  what: string;
  count: number;
  /** Held back by an order or a stop, so that nobody waits for it. */
  isHeld: boolean;
};

/** What is open of everything that leaves or comes back; parts without anything are left out. */
export const loadRemaining = async (deps: LoadRemainingDeps): Promise<Remaining[]> => {
  const isStopped = (await deps.ledger.globalStop()) !== null;
  const waiting = await countWaiting(deps);
  const parts: Remaining[] = [
    {what: 'letters', count: waiting.letters, isHeld: isStopped},
    {what: 'receipts', count: waiting.receipts, isHeld: false},
  ];
  for (const edition of await deps.ledger.editionsInSending())
    parts.push(await remainingOf(deps, {edition, isStopped}));
  return parts.filter(({count}) => count > 0);
};

const remainingOf = async (
  {ledger}: LoadRemainingDeps,
  {edition, isStopped}: {edition: EditionId; isStopped: boolean},
): Promise<Remaining> => {
  const [{pending}, order, runs] = await Promise.all([
    ledger.counts(edition),
    ledger.order(edition),
    ledger.runs(edition),
  ]);
  // The mails of a re-send that is not planned to its end wait for an operator.
  const isUnplanned = runs.some(({resend}) => resend?.planning === 'open');
  return {what: edition, count: pending, isHeld: isUnplanned || isStopped || order?.order === 'paused'};
};

/** Letters and receipts that are open. */
export const countWaiting = async ({
  letterRequests,
  inbox,
}: Pick<LoadRemainingDeps, 'letterRequests' | 'inbox'>): Promise<{letters: number; receipts: number}> => {
  let receipts = 0;
  for await (const some of inbox.waiting()) receipts += some.length;
  return {letters: await letterRequests.count(), receipts};
};
