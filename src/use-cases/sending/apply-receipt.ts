import type {Clock} from '../../clock.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {AppliedReceipt} from '../../delivery/ledger/receipts.ts';
import {pauseIfItGoesWrong} from '../../delivery/orders/auto-pause.ts';
import type {Inbox} from '../../delivery/receipts/inbox.ts';
import {type DigestReceipt, type Receipt, whySuppress} from '../../delivery/receipts/receipt.ts';
import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {suppress} from '../../subscribers/suppress.ts';

export type ReceiptDeps = {
  ledger: Ledger;
  subscribers: Subscribers;
  inbox: Pick<Inbox, 'forget'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/**
 * Applies one receipt. Each step may be repeated, and the event counts as applied only after the suppression
 * that it asks for, so a crash anywhere leaves a receipt that is applied again. Null for a letter's, of which
 * no ledger is kept.
 */
export const applyReceipt = async (deps: ReceiptDeps, receipt: Receipt): Promise<AppliedReceipt | null> => {
  await suppressIfAsked(deps, receipt);
  const applied = receipt.of === 'digest' ? await applyToLedger(deps, receipt) : null;
  await deps.inbox.forget(receipt);
  return applied;
};

/**
 * It holds whatever the ledger knows of the mail: a complaint about an edition that is long forgotten is
 * still a complaint.
 */
const suppressIfAsked = async ({subscribers, clock, log}: ReceiptDeps, receipt: Receipt): Promise<void> => {
  const why = whySuppress(receipt);
  if (why === null) return;
  const {number} = receipt;
  const outcome = await suppress({subscribers, number, now: clock.now(), why});
  if (outcome.kind === 'suppressed')
    log.info({event: 'subscriber.suppressed', number, why}, 'subscriber suppressed');
};

const applyToLedger = async (
  {ledger, clock, log}: ReceiptDeps,
  receipt: DigestReceipt,
): Promise<AppliedReceipt> => {
  const {edition, run, number, kind, at} = receipt;
  const applied = await ledger.applyReceipt(receipt);
  const now = clock.now();
  const entry = {edition, run, number, kind, lagMs: now - at};
  log.debug({event: `receipt.${applied.kind}`, ...entry}, `receipt ${applied.kind}`);
  if (applied.settled !== null)
    log.info(
      {event: 'mail.acceptance-proved', ...entry, was: applied.settled},
      `a receipt proved a mail accepted`,
    );
  // Asked even of a receipt that was applied before: the crash may have come just here.
  if (kind === 'bounced' || kind === 'complained') await pauseIfItGoesWrong({ledger, edition, now, log});
  return applied;
};
