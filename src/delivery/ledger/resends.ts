import type {EditionId} from '../../editions/edition.ts';
import {decodeMail, MAIL_STATES, type MailState, mailRange, stateCode} from './layout.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {type Planning, toPlanning} from './runs.ts';
import {ledgerScript} from './script.ts';

/** How one subscriber's mail of an edition stands before a re-send. */
export type MailSoFar = {
  number: number;
  state: MailState;
  /** Whether an earlier run brought it to them, or may have. */
  hadIt: boolean;
};

/** An edition's re-send in one process's hands: no other has its token. */
export type HeldResend = {edition: EditionId; token: string};

export type OpeningResend = HeldResend & {
  run: number;
  now: number;
  who: string;
  why: string;
  fragments: string;
  /** `scopeName` of each scope. */
  scope: string[];
  eligible: number;
  leftOut: Record<string, number>;
};

type EndingPlanning = {
  edition: EditionId;
  run: number;
  outcome: 'done' | 'called-off';
  now: number;
  who: string;
  why: string;
  /** As it was planned, and how many it had after the last step. */
  wave: string;
  planned: number;
};

/** Longer than any step between two renewals takes; after a `kill -9` the next re-send waits for as long. */
const LOCK_LIFE_MS = 30_000;

/** How many mails are looked at together. */
export const SLICE = 10_000;

/**
 * In the list of a re-send's members: the mail's state before it, in the low bits, and this for who had it
 * from an earlier run.
 */
const HAD_IT = 8;

const NOT_LISTED = 0;

const scripts = {
  hold: ledgerScript('acquire-resend-lock'),
  open: ledgerScript('open-resend'),
  end: ledgerScript('end-planning'),
};

/**
 * Re-sends: one at a time for an edition, its members noted before its run is opened, so that a crash changes
 * nobody among them.
 */
export const ledgerResend = (store: LedgerStore) => ({
  ...resendLock(store),
  ...resendOpening(store),
  ...resendProgress(store),
  ...resendMails(store),
});

const resendLock = ({redis, keysOf}: LedgerStore) => {
  const hold = async ({edition, token}: HeldResend, lifeMs: number): Promise<boolean> => {
    const keys = keysOf(edition);
    return (
      (await scripts.hold(redis, {
        keys: [keys.resendLock, keys.resendDraft(token)],
        args: [token, lifeMs],
      })) === 1
    );
  };

  return {
    /** False while another re-send of the edition is being planned. */
    lockResend: async ({edition, token}: HeldResend): Promise<boolean> =>
      (await redis.set(keysOf(edition).resendLock, token, 'PX', LOCK_LIFE_MS, 'NX')) === 'OK',

    /** False when the lock was lost, after a standstill for longer than its life. */
    renewResendLock: (held: HeldResend): Promise<boolean> => hold(held, LOCK_LIFE_MS),

    unlockResend: async (held: HeldResend) => {
      await hold(held, 0);
    },

    isResendUnderWay: async (edition: EditionId): Promise<boolean> =>
      (await redis.exists(keysOf(edition).resendLock)) === 1,
  };
};

const resendOpening = ({redis, keysOf}: LedgerStore) => ({
  openResend: async (opening: OpeningResend): Promise<'opened' | 'lost' | 'ordered' | 'taken'> => {
    const {edition, token, run} = opening;
    const keys = keysOf(edition);
    const answer = await scripts.open(redis, {
      keys: [
        keys.resendLock,
        keys.orders,
        keys.run(run - 1),
        keys.run(run),
        keys.resendDraft(token),
        keys.resendMembers(run),
        keys.audit,
        keys.counts,
      ],
      args: [
        token,
        run,
        opening.now,
        opening.who,
        opening.why,
        opening.fragments,
        JSON.stringify(opening.scope),
        opening.eligible,
        JSON.stringify(opening.leftOut),
      ],
    });
    if (answer === 'opened' || answer === 'lost' || answer === 'ordered' || answer === 'taken') return answer;
    throw new Error(`open-resend.lua answered ${String(answer)}`);
  },
});

/** How far the planning of a re-send is. */
const resendProgress = ({redis, keysOf}: LedgerStore) => ({
  /**
   * Whether a run's chunks may be sent (`done`), must wait (`open`) or are called off; null for one that is
   * no re-send.
   */
  planningOf: async (edition: EditionId, run: number): Promise<Planning | null> =>
    toPlanning(await redis.hget(keysOf(edition).run(run), 'planning')),

  /**
   * `closed`: it had ended before. `forgotten`: Redis has lost a part of the plan since, so that it is not
   * done.
   */
  endPlanning: async ({
    edition,
    run,
    outcome,
    now,
    who,
    why,
    wave,
    planned,
  }: EndingPlanning): Promise<'ended' | 'closed' | 'forgotten'> => {
    const keys = keysOf(edition);
    const answer = await scripts.end(redis, {
      keys: [keys.run(run), keys.audit],
      args: [outcome, now, who, why, run, wave, planned],
    });
    return answer === 'ended' || answer === 'forgotten' ? answer : 'closed';
  },
});

/** Who stands where, slice by slice: memory does not grow with the audience. */
const resendMails = ({redis, keysOf}: LedgerStore) => {
  const listed = (edition: EditionId, run: number, from: number): Promise<Buffer> =>
    redis.getrangeBuffer(keysOf(edition).resendMembers(run), from, from + SLICE - 1);

  return {
    /** How the mails of the subscribers `from` … `from + SLICE - 1` stand. */
    mailsFrom: async (edition: EditionId, from: number): Promise<MailSoFar[]> => {
      const bytes = await redis.getrangeBuffer(keysOf(edition).mails, ...mailRange(from, SLICE));
      const mails = Array.from({length: SLICE}, (_, place) => decodeMail(bytes, place));
      const lists = new Map<number, Buffer>();
      for (const run of new Set(mails.map(mail => mail.run)))
        if (run > 1) lists.set(run, await listed(edition, run, from));
      return mails.map(({state, run}, place) => {
        const before = lists.get(run)?.[place] ?? NOT_LISTED;
        const hadIt = state === 'accepted' || state === 'uncertain' || (before & HAD_IT) !== 0;
        return {number: from + place, state, hadIt};
      });
    },

    /**
     * Notes who of a slice a re-send takes, in a list that lives no longer than the lock unless a run is
     * opened with it.
     */
    noteMembers: async ({edition, token}: HeldResend, from: number, members: MailSoFar[]) => {
      const last = members.at(-1);
      if (!last) return;
      const bytes = Buffer.alloc(last.number - from + 1, NOT_LISTED);
      for (const {number, state, hadIt} of members)
        bytes[number - from] = (stateCode(state) + 1) | (hadIt ? HAD_IT : 0);
      const key = keysOf(edition).resendDraft(token);
      await redis.multi().setrange(key, from, bytes).pexpire(key, LOCK_LIFE_MS).exec();
    },

    /** The members of a re-send by the state in which it takes them, at most `SLICE` together. */
    async *membersOfResend(
      edition: EditionId,
      run: number,
    ): AsyncIterable<{state: MailState; numbers: number[]}> {
      const length = await redis.strlen(keysOf(edition).resendMembers(run));
      for (let from = 0; from < length; from += SLICE) {
        const byState = new Map<MailState, number[]>();
        for (const [place, byte] of (await listed(edition, run, from)).entries()) {
          if (byte === NOT_LISTED) continue;
          const state = MAIL_STATES[(byte & (HAD_IT - 1)) - 1] ?? 'none';
          const numbers = byState.get(state) ?? [];
          numbers.push(from + place);
          byState.set(state, numbers);
        }
        for (const [state, numbers] of byState) yield {state, numbers};
      }
    },
  };
};
