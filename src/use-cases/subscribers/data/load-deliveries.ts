import type {MailHistory} from '../../../delivery/ledger/history.ts';
import type {Ledger} from '../../../delivery/ledger/ledger.ts';
import type {EditionId} from '../../../editions/edition.ts';
import type {Editions} from '../../../editions/edition-store.ts';
import type {Log} from '../../../log.ts';

export type DeliveriesDeps = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'mailOf'>;
  log: Log;
};

/** What became of one subscriber's mail of one edition. */
export type DeliveryOfEdition = {edition: EditionId} & MailHistory;

/** Decades of daily and weekly editions. */
const MAX_EDITIONS = 10_000;
const READ_AT_ONCE = 50;

/**
 * A subscriber's mails of the newest editions, newest first; those of editions that were not for them are
 * left out.
 */
export const deliveriesOf = async (
  {editions, ledger, log}: DeliveriesDeps,
  {number, limit = MAX_EDITIONS}: {number: number; limit?: number},
): Promise<DeliveryOfEdition[]> => {
  const entries = await editions.list(limit);
  const mails: DeliveryOfEdition[] = [];
  for (let at = 0; at < entries.length; at += READ_AT_ONCE)
    mails.push(
      ...(await Promise.all(
        entries
          .slice(at, at + READ_AT_ONCE)
          .map(async ({id}) => ({edition: id, ...(await ledger.mailOf(id, number))})),
      )),
    );
  const theirs = mails.filter(({state}) => state !== 'none');
  log.debug({event: 'deliveries.listed', subscriber: number, editions: theirs.length});
  return theirs;
};
