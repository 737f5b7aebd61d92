import type {Clock} from '../../clock.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {AppliedReceipt} from '../../delivery/ledger/receipts.ts';
import {pauseIfItGoesWrong} from '../../delivery/orders/auto-pause.ts';
import type {Inbox} from '../../delivery/receipts/inbox.ts';
import {type DigestReceipt, type Receipt, whySuppress} from '../../delivery/receipts/receipt.ts';
import {type SuppressDeps, suppressSubscriber} from './suppress-subscriber.ts';

export type ReceiptDeps = SuppressDeps & {
  ledger: Ledger;
  inbox: Pick<Inbox, 'forget'>;
  clock: Pick<Clock, 'now'>;
};

/**
 * Applies one receipt. Each step may be repeated, and the event counts as applied only after the suppression
 * that it asks for, so a crash anywhere leaves a receipt that is applied again. Null for a letter's, of which
 * no ledger is kept.
 */
export const applyReceipt = async (deps: ReceiptDeps, receipt: Receipt): Promise<AppliedReceipt | null> => {
  const {clock, log} = deps;
  const {number, kind, at} = receipt;
  const why = whySuppress(receipt);
  // It holds whatever the ledger knows of the mail: a complaint about an edition that is long forgotten is
  // still a complaint.
  if (why !== null) await suppressSubscriber(deps, {number, why});
  const applied = receipt.of === 'digest' ? await applyToLedger(deps, receipt) : null;
  await deps.inbox.forget(receipt);
  const mail = receipt.of === 'digest' ? {edition: receipt.edition, run: receipt.run} : {};
  const proved = applied?.settled ?? null;
  const told = {number, ...mail, kind, lagMs: clock.now() - at, outcome: applied, was: proved};
  // That a doubtful mail was taken after all is news; the rest is what happens to every mail.
  log[proved === null ? 'debug' : 'info']({event: 'receipt.applied', ...told});
  return applied;
};

const applyToLedger = async (
  {ledger, clock, log}: ReceiptDeps,
  receipt: DigestReceipt,
): Promise<AppliedReceipt> => {
  const {edition, kind} = receipt;
  const applied = await ledger.applyReceipt(receipt);
  // Asked even of a receipt that was applied before: the crash may have come just here.
  if (kind === 'bounced' || kind === 'complained')
    await pauseIfItGoesWrong({ledger, edition, now: clock.now(), log});
  return applied;
};
