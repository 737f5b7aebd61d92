import {decodeMail, type MailState} from '../src/delivery/ledger/layout.ts';
import {ledgerStore} from '../src/delivery/ledger/ledger-keys.ts';
import {imbalanceOf} from '../src/delivery/runs/edition-status.ts';
import type {EditionId} from '../src/editions/edition.ts';
import {type LinkKeys, parseToken, type TokenScope} from '../src/subscribers/tokens.ts';
import {readJournal} from './fake-resend/journal.mjs';
import type {AcceptedMail} from './fake-resend/types.ts';
import type {OpenPaperboy} from './open-with-stores.ts';
import type {Audience} from './world/newsletter.ts';

/**
 * What a round came to, reader by reader: the journal says who got what, the ledger what Paperboy believes of
 * it.
 */
export type Verdict = {
  readers: number;
  /** In the journal. */
  mails: number;
  /** Readers without a mail whom the ledger does not call uncertain. */
  lost: number;
  /** Readers with more than one. */
  doubled: number;
  /** Mails to somebody outside of the audience, or with a link of somebody else. */
  foreign: number;
  /** Readers of whom the ledger says what the journal disproves. */
  untrue: number;
  uncertain: number;
  /** Still open when time was up. */
  pending: number;
  /** Null while the ledger's counts balance, and agree with its entries. */
  imbalance: string | null;
  /** When calls were accepted, ms since 1970 on the machine's clock. */
  acceptedAt: number[];
};

export type Exceptions = {
  /** Left in mid-send: one mail or none, as long as the ledger tells which. */
  left: ReadonlySet<string>;
  /** Addresses that Resend takes no mail for. */
  refused: ReadonlySet<string>;
  /** The round spans a day: what was not begun is news no more, and is excluded. */
  spansADay: boolean;
};

export const judge = async ({
  paperboy,
  edition,
  audience,
  journalPath,
  exceptions,
}: {
  paperboy: OpenPaperboy;
  edition: EditionId;
  audience: Audience;
  journalPath: string;
  exceptions: Exceptions;
}): Promise<Verdict> => {
  const journal = await readInboxes(journalPath, {audience, keys: paperboy.linkKeys});
  const stateOf = await readStates(paperboy, edition);
  const verdict: Verdict = {
    readers: audience.size,
    mails: journal.mails,
    lost: 0,
    doubled: 0,
    foreign: journal.foreign,
    untrue: 0,
    uncertain: 0,
    pending: 0,
    imbalance: await imbalance(paperboy, edition),
    acceptedAt: journal.acceptedAt,
  };
  for (const [address, {number}] of audience) {
    const mails = journal.inboxes.get(address) ?? 0;
    const state = stateOf(number);
    const isExcused = exceptions.left.has(address) || exceptions.refused.has(address);
    const isTooLate = exceptions.spansADay && state === 'excluded';
    const mayMiss = isExcused || isTooLate || state === 'uncertain';
    if (mails === 0 && !mayMiss) verdict.lost += 1;
    if (mails > 1) verdict.doubled += 1;
    if (isUntrue(state, mails)) verdict.untrue += 1;
    if (state === 'uncertain') verdict.uncertain += 1;
    if (state === 'pending') verdict.pending += 1;
  }
  return verdict;
};

const isUntrue = (state: MailState, mails: number): boolean => {
  if (state === 'accepted') return mails === 0;
  return (state === 'failed' || state === 'excluded' || state === 'none') && mails > 0;
};

const imbalance = async ({stores: {ledger}}: OpenPaperboy, edition: EditionId): Promise<string | null> => {
  const [counts, recount] = await Promise.all([ledger.counts(edition), ledger.recount(edition)]);
  const differs = JSON.stringify(counts) !== JSON.stringify(recount);
  return (
    imbalanceOf(counts) ??
    (differs ? `counted ${JSON.stringify(counts)}, but the entries are ${JSON.stringify(recount)}` : null)
  );
};

/** All states at once. */
const readStates = async (
  {stores: {redis}, config}: OpenPaperboy,
  edition: EditionId,
): Promise<(number: number) => MailState> => {
  const {keysOf} = ledgerStore({redis, prefix: config.QUEUE_PREFIX});
  const packed = await redis.getBuffer(keysOf(edition).mails);
  return number => (packed ? decodeMail(packed, number).state : 'none');
};

type Journal = {inboxes: Map<string, number>; mails: number; foreign: number; acceptedAt: number[]};

type Inboxes = {audience: Audience; keys: LinkKeys};

const readInboxes = async (path: string, inboxes: Inboxes): Promise<Journal> => {
  const journal: Journal = {inboxes: new Map(), mails: 0, foreign: 0, acceptedAt: []};
  let advancedMs = 0;
  await readJournal(path, line => {
    if (line.kind === 'advance') {
      advancedMs += line.ms;
      return;
    }
    journal.acceptedAt.push(line.at - advancedMs);
    for (const mail of line.mails) {
      // A letter is no mail of the edition.
      if (mail.tags.letter !== undefined) continue;
      journal.mails += 1;
      if (isForeign(mail, inboxes)) journal.foreign += 1;
      for (const address of mail.recipients)
        journal.inboxes.set(address, (journal.inboxes.get(address) ?? 0) + 1);
    }
  });
  return journal;
};

/**
 * Whether a mail went to somebody else, or carries a link by which its reader could act for somebody else.
 */
const isForeign = (mail: AcceptedMail, {audience, keys}: Inboxes): boolean => {
  const [address, ...others] = mail.recipients;
  const reader = audience.get(address ?? '');
  if (reader === undefined || others.length > 0) return true;
  const told = [JSON.stringify(mail.headers), mail.html ?? '', mail.text ?? ''].join('\n');
  const links = [...told.matchAll(/\/(unsubscribe|manage)\/([\w-]+)/g)];
  return (
    links.length === 0 || links.some(([, scope = '', token = '']) => idIn({keys, scope, token}) !== reader.id)
  );
};

const idIn = ({keys, scope, token}: {keys: LinkKeys; scope: string; token: string}): string | null => {
  const scopes: Record<string, TokenScope> = {unsubscribe: 'unsubscribe', manage: 'manage'};
  const reading = parseToken({
    keys,
    scope: scopes[scope] ?? 'confirm',
    token,
    now: 0,
  });
  return reading.kind === 'token' && 'id' in reading.owner ? reading.owner.id : null;
};
