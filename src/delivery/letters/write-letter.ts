import {speechIn} from '../../../templates/languages/speech.ts';
import type {Editions} from '../../editions/edition-store.ts';
import {nextDelivery} from '../../editions/next-delivery.ts';
import type {letterMail} from '../../mail/letters.ts';
import type {Letterhead, Mail} from '../../mail/mail.ts';
import {
  CONFIRM_WITHIN_DAYS,
  CONFIRM_WITHIN_MS,
  INBOX_LINK_MS,
  OBJECT_WITHIN_MS,
} from '../../subscribers/confirm-within.ts';
import {choicesToQuery, travelsInLink} from '../../subscribers/sign-up/link-choices.ts';
import {
  UNDO_CHANGE_WITHIN_DAYS,
  UNDO_CHANGE_WITHIN_MS,
} from '../../subscribers/store/address-change/previous-addresses.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {type LinkKeys, mintToken, type PlaceCode, type TokenScope} from '../../subscribers/tokens.ts';
import type {LetterRequest} from './letter-requests.ts';
import {shownPapers} from './shown-papers.ts';

export type WriteDeps = {
  subscribers: Pick<
    Subscribers,
    'readEach' | 'newAddresses' | 'previousAddresses' | 'placeCodeOf' | 'importBlocks'
  >;
  /** Its `from` is the letters' own. */
  letterhead: Letterhead;
  linkKeys: LinkKeys;
  letterMail: typeof letterMail;
  editions: Pick<Editions, 'list' | 'find'>;
};

/** A letter that is written: the request, its sender and its reader. */
type Writing = {
  deps: WriteDeps;
  request: LetterRequest & {instanceId: string | null; isMarked: boolean};
  reader: Subscriber;
};

/**
 * Writes the letter that was requested: the same record gives the same bytes. Null where there is no longer
 * anything to write.
 */
export const writeLetter = async (
  deps: WriteDeps,
  request: Writing['request'],
  reader: Subscriber,
): Promise<Mail | null> => {
  const writing = {deps, request, reader};
  const sender = senderOf(writing);
  switch (request.letter) {
    case 'confirm':
      return writeConfirm(writing);
    case 'welcome':
      return deps.letterMail({
        ...sender,
        letter: 'welcome',
        links: settingsLinks(writing),
        schedule: reader.preferences,
        first: nextDelivery(reader.preferences, request.requestedAt),
      });
    case 'manage-link':
      return deps.letterMail({...sender, letter: 'manage-link', links: settingsLinks(writing)});
    case 'erase-link':
    case 'download-link':
    case 'revoke-link':
      return deps.letterMail({...sender, letter: request.letter, links: inboxLinks(writing, request.letter)});
    case 'change-address':
    case 'address-change-requested':
    case 'address-change-notice':
      return writeOfChange(writing, request.letter);
    case 'address-changed':
      return writeChanged(writing);
    case 'goodbye':
      return deps.letterMail({...sender, letter: 'goodbye'});
  }
};

const senderOf = ({deps: {letterhead}, request, reader}: Writing) => ({
  letterhead,
  language: reader.preferences.language ?? letterhead.language ?? 'en',
  to: reader.address,
  number: reader.number,
  instanceId: request.instanceId,
  requestedAt: request.isMarked ? request.requestedAt : null,
});

type Link = {
  scope: TokenScope;
  /** Counted from the request; null for good. */
  livesMs: number | null;
  address?: string;
  place?: PlaceCode;
};

const linkOf = ({deps, request, reader}: Writing, {scope, livesMs, ...about}: Link): string => {
  const token = mintToken({
    ...{keys: deps.linkKeys, scope, reader},
    epoch: scope === 'unsubscribe' || scope === 'never-again' ? 0 : reader.epoch,
    expiresAt: livesMs === null ? null : request.requestedAt + livesMs,
    ...about,
  });
  return `${deps.letterhead.publicUrl}/${scope}/${token}`;
};

const settingsLinks = (writing: Writing) => ({
  manage: linkOf(writing, {scope: 'manage', livesMs: null}),
  unsubscribe: linkOf(writing, {scope: 'unsubscribe', livesMs: null}),
});

const INBOX_SCOPES = {'erase-link': 'erase', 'download-link': 'download', 'revoke-link': 'revoke'} as const;

const inboxLinks = (writing: Writing, letter: keyof typeof INBOX_SCOPES) => ({
  act: linkOf(writing, {scope: INBOX_SCOPES[letter], livesMs: INBOX_LINK_MS}),
  revoke: linkOf(writing, {scope: 'revoke', livesMs: INBOX_LINK_MS}),
});

/** Never to who said never again, also between the asking and the sending. */
const isRefused = async ({deps: {subscribers}}: Writing, address: string): Promise<boolean> =>
  (await subscribers.importBlocks([address]))[0] === 'never-again';

const neverAgainLink = (writing: Writing, address: string): string =>
  linkOf(writing, {
    scope: 'never-again',
    livesMs: null,
    place: writing.deps.subscribers.placeCodeOf(address),
  });

/**
 * With what the sign-up chose, where nothing else may say it, and with the link that keeps such letters away:
 * the letter itself has one link to press.
 */
const confirmLink = (writing: Writing, neverAgain: string): string => {
  const choices = travelsInLink(writing.reader) ? choicesToQuery(writing.reader.preferences) : '';
  const link = `${linkOf(writing, {scope: 'confirm', livesMs: CONFIRM_WITHIN_MS})}${choices}`;
  return `${link}${choices === '' ? '?' : '&'}never=${neverAgain.replace(/^.*\//, '')}`;
};

const writeConfirm = async (writing: Writing): Promise<Mail | null> => {
  const {deps, request, reader} = writing;
  const {address} = reader;
  if (await isRefused(writing, address)) return null;
  const neverAgain = neverAgainLink(writing, address);
  const sender = senderOf(writing);
  const papers = await shownPapers(deps.editions, {
    ...{asOf: request.requestedAt, topics: reader.preferences.topics},
    speech: speechIn(sender.language),
  });
  return deps.letterMail({
    ...{...sender, papers},
    letter: 'confirm',
    links: {confirm: confirmLink(writing, neverAgain), neverAgain},
    days: CONFIRM_WITHIN_DAYS,
    schedule: reader.preferences,
  });
};

type ChangeLetter = 'change-address' | 'address-change-requested' | 'address-change-notice';

/** A letter about a change of address that is asked for still. */
const writeOfChange = async (writing: Writing, letter: ChangeLetter): Promise<Mail | null> => {
  const {deps, request, reader} = writing;
  const asked = await deps.subscribers.newAddresses.find(reader.number);
  if (!asked || asked.epoch !== reader.epoch) return null;
  const {address} = asked;
  const sender = senderOf(writing);
  const keep = linkOf(writing, {scope: 'keep-address', livesMs: OBJECT_WITHIN_MS});
  switch (letter) {
    case 'change-address': {
      if (await isRefused(writing, address)) return null;
      const links = {
        confirm: linkOf(writing, {scope: 'change-address', livesMs: CONFIRM_WITHIN_MS, address}),
        neverAgain: neverAgainLink(writing, address),
      };
      return deps.letterMail({...sender, to: address, letter, links, days: CONFIRM_WITHIN_DAYS});
    }
    case 'address-change-requested': {
      const agree = linkOf(writing, {scope: 'agree-change', livesMs: INBOX_LINK_MS, address});
      return deps.letterMail({...sender, letter, links: {agree, keep}});
    }
    case 'address-change-notice':
      if (asked.confirmedAt !== request.requestedAt) return null;
      return deps.letterMail({...sender, letter, links: {keep}});
  }
};

/** To the address before, which can undo the change. */
const writeChanged = async (writing: Writing): Promise<Mail | null> => {
  const {deps, request, reader} = writing;
  const previous = await deps.subscribers.previousAddresses.find(reader.number);
  if (!previous || previous.changedAt !== request.requestedAt) return null;
  const {address} = previous;
  const undo = linkOf(writing, {scope: 'undo-change', livesMs: UNDO_CHANGE_WITHIN_MS, address});
  return deps.letterMail({
    ...{...senderOf(writing), to: address, letter: 'address-changed'},
    ...{links: {undo}, days: UNDO_CHANGE_WITHIN_DAYS},
  });
};
