import type {EditionId} from '../../editions/edition.ts';
import type {LedgerStore} from './ledger-keys.ts';

/** The mails of the waves that begin in one hour of UTC. */
export type SendingHour = {
  /** `2026-03-12T08` */
  hour: string;
  planned: number;
  /** How many of them Resend took, as the answers to our calls told. */
  accepted: number;
};

const FIELD = /^(planned|accepted):(\d{4}-\d{2}-\d{2}T\d{2})$/;

/** How a sending went by the hour; counted as it goes, so that nothing is added up to show it. */
export const ledgerHours = ({redis, keysOf}: LedgerStore) => ({
  /** Of all runs of an edition, in order; none once it is closed. */
  hours: async (edition: EditionId): Promise<SendingHour[]> =>
    toHours(await redis.hgetall(keysOf(edition).hours)),
});

const toHours = (stored: Record<string, string>): SendingHour[] => {
  const hours = new Map<string, SendingHour>();
  for (const [field, count] of Object.entries(stored)) {
    const [, kind, hour = ''] = FIELD.exec(field) ?? [];
    if (kind !== 'planned' && kind !== 'accepted') continue;
    const known = hours.get(hour) ?? {hour, planned: 0, accepted: 0};
    hours.set(hour, {...known, [kind]: Number(count)});
  }
  return [...hours.values()].sort((one, other) => (one.hour < other.hour ? -1 : 1));
};
