import type {EditionId} from '../../editions/edition.ts';
import type {Selection} from '../../ranking/selection.ts';
import {type ChunkName, halvesOf} from './chunk-name.ts';
import {
  countMails,
  decodeMail,
  type MailState,
  mailRange,
  type ReceiptKind,
  type StoredMail,
} from './layout.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {unpackManifest, unpackMessageIds} from './manifest.ts';
import {findReceipt} from './receipts.ts';
import type {Counts} from './runs.ts';

/** What became of one subscriber's mail of an edition. */
export type MailHistory = {
  state: MailState;
  /** 0 where there was none. */
  run: number;
  /** Why it was excluded, failed or waits. */
  reason: string | null;
  /** The transport's id of the accepted mail. */
  messageId: string | null;
  /** Which papers it brought. */
  selection: Selection | null;
  /** The heaviest that Resend has said of it since it was accepted, or null. */
  receipt: ReceiptKind | null;
};

type Trace = Pick<MailHistory, 'reason' | 'messageId' | 'selection'>;

const NOTHING: Trace = {reason: null, messageId: null, selection: null};

/** How many mails are counted together. */
const RECOUNT_SLICE = 50_000;

/** What became of chunks and of single mails. */
export const ledgerHistory = (store: LedgerStore) => ({...mailHistory(store), ...recounting(store)});

const mailHistory = (store: LedgerStore) => {
  const {redis, keysOf} = store;
  /** A split chunk's members are in its halves. */
  const trace = async (name: ChunkName, number: number): Promise<Trace | null> => {
    const chunk = await redis.hgetallBuffer(keysOf(name.edition).chunk(name));
    const text = (field: string): string | null => chunk[field]?.toString() || null;
    const excluded = text(`excluded:${number}`);
    if (excluded !== null) return {...NOTHING, reason: excluded};
    if (text('state') === 'split') {
      const [first, second] = halvesOf(name);
      return (await trace(first, number)) ?? trace(second, number);
    }
    const reason = text('reason') ?? text('lastReason');
    if (text('members')?.split(' ').includes(String(number))) return {...NOTHING, reason};
    const members = chunk.manifest ? unpackManifest(chunk.manifest).members : [];
    const place = members.findIndex(member => member.number === number);
    if (place < 0) return null;
    const messageIds = chunk.messageIds?.length ? unpackMessageIds(chunk.messageIds) : [];
    return {reason, messageId: messageIds[place] ?? null, selection: members[place]?.selection ?? null};
  };

  const stored = async (edition: EditionId, number: number): Promise<StoredMail> =>
    decodeMail(await redis.getrangeBuffer(keysOf(edition).mails, ...mailRange(number)));

  return {
    /** Why a chunk waits, or null. */
    whyWaiting: async (name: ChunkName): Promise<string | null> =>
      redis.hget(keysOf(name.edition).chunk(name), 'lastReason'),

    /** The chunk in which a subscriber's mail of an edition was planned last, or null where it never was. */
    chunkOf: async (edition: EditionId, number: number): Promise<ChunkName | null> => {
      const {state, run, chunk} = await stored(edition, number);
      return state === 'none' ? null : {edition, run, chunk: String(chunk)};
    },

    mailOf: async (edition: EditionId, number: number): Promise<MailHistory> => {
      const {state, run, chunk} = await stored(edition, number);
      if (state === 'none') return {...NOTHING, state, run, receipt: null};
      const traced = (await trace({edition, run, chunk: String(chunk)}, number)) ?? NOTHING;
      const isProved = state === 'accepted' && traced.messageId === null;
      return {
        ...traced,
        // Its chunk ended as something else before or after the receipt came.
        reason: isProved ? 'no answer told so, a receipt did' : traced.reason,
        state,
        run,
        receipt: await findReceipt(store, {edition, run, number}),
      };
    },
  };
};

const recounting = ({redis, keysOf}: LedgerStore) => ({
  /** Counts the states of all mails one by one, slice by slice: what the counts must agree with. */
  recount: async (edition: EditionId): Promise<Counts> => {
    const counts: Counts = {audience: 0, pending: 0, accepted: 0, failed: 0, excluded: 0, uncertain: 0};
    const key = keysOf(edition).mails;
    const mails = countMails(await redis.strlen(key));
    for (let from = 0; from < mails; from += RECOUNT_SLICE) {
      const slice = await redis.getrangeBuffer(key, ...mailRange(from, RECOUNT_SLICE));
      for (let place = 0; place < countMails(slice.length); place++) {
        const {state} = decodeMail(slice, place);
        if (state === 'none') continue;
        counts[state]++;
        counts.audience++;
      }
    }
    return counts;
  },
});
