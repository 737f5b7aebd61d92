import type {Redis} from '../redis/redis.ts';

/** What operators did about one reader: who, when, what; a reader is a number, never an address. */
export type ReaderEntry = {
  /** Milliseconds since 1970. */
  at: number;
  who: string;
  /** `looked up`, `sent the settings link`, `unsubscribed`, `erased`, `previewed 2026-03-12 as`. */
  what: string;
  /** The subscriber's number; null where the address was nobody's. */
  subscriber: number | null;
};

export type OperatorAudit = ReturnType<typeof openOperatorAudit>;

export const readersAuditKey = (prefix: string): string => `${prefix}:{admin}:readers`;

/** Every look at a reader and every deed for one, as a stream that only grows until it is too old. */
export const openOperatorAudit = ({redis, prefix}: {redis: Redis; prefix: string}) => {
  const key = readersAuditKey(prefix);
  return {
    add: async ({at, who, what, subscriber}: ReaderEntry): Promise<void> => {
      const number = subscriber === null ? '' : String(subscriber);
      await redis.xadd(key, '*', 'at', String(at), 'who', who, 'what', what, 'subscriber', number);
    },
    /** The newest first. */
    newest: async (limit: number): Promise<ReaderEntry[]> =>
      (await redis.xrevrange(key, '+', '-', 'COUNT', limit)).map(([, fields]) => toEntry(fields)),
  };
};

const toEntry = (fields: string[]): ReaderEntry => {
  const value = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
  const subscriber = value('subscriber');
  return {
    ...{at: Number(value('at')), who: value('who'), what: value('what')},
    subscriber: subscriber === '' ? null : Number(subscriber),
  };
};
