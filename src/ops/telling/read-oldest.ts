import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {LetterRequests} from '../../delivery/letters/letter-requests.ts';
import type {Inbox} from '../../delivery/receipts/inbox.ts';
import type {TroubleFacts} from './find-troubles.ts';

export type ReadOldestDeps = {
  ledger: Pick<Ledger, 'editionsInSending' | 'order' | 'oldestOpenWave'>;
  letterRequests: Pick<LetterRequests, 'waiting'>;
  inbox: Pick<Inbox, 'waiting'>;
};

/** Since when the oldest waits of each kind; null where none does. A paused edition waits for a person. */
export const readOldest = async (deps: ReadOldestDeps): Promise<TroubleFacts['oldest']> => {
  const [[letter], mails, receipts] = await Promise.all([
    deps.letterRequests.waiting(1),
    oldestMail(deps.ledger),
    oldestReceipt(deps.inbox),
  ]);
  return {mails, letters: letter?.requestedAt ?? null, receipts};
};

const oldestMail = async (ledger: ReadOldestDeps['ledger']): Promise<number | null> => {
  let oldest: number | null = null;
  for (const edition of await ledger.editionsInSending()) {
    if ((await ledger.order(edition))?.order === 'paused') continue;
    oldest = earlier(oldest, await ledger.oldestOpenWave(edition));
  }
  return oldest;
};

const oldestReceipt = async (inbox: ReadOldestDeps['inbox']): Promise<number | null> => {
  let oldest: number | null = null;
  for await (const receipts of inbox.waiting()) for (const {at} of receipts) oldest = earlier(oldest, at);
  return oldest;
};

const earlier = (one: number | null, other: number | null): number | null => {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
};
