import {letterMail} from '../../mail/letters.ts';
import type {Letterhead, Mail} from '../../mail/mail.ts';
import {CONFIRM_WITHIN_DAYS, CONFIRM_WITHIN_MS} from '../../subscribers/confirm-within.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {type LinkKeys, mintToken} from '../../subscribers/tokens.ts';
import type {LetterRequest} from './letter-requests.ts';

export type WriteDeps = {
  subscribers: Pick<Subscribers, 'readEach' | 'newAddresses'>;
  /** Its `from` is the letters' own. */
  letterhead: Letterhead;
  linkKeys: LinkKeys;
};

type Requested = LetterRequest & {instanceId: string | null};

/**
 * Writes the letter that was requested: the same record gives the same bytes. Null where there is no longer
 * anything to write.
 */
export const writeLetter = async (
  deps: WriteDeps,
  request: Requested,
  reader: Subscriber,
): Promise<Mail | null> => {
  const link = linksIn(deps, request, reader);
  const sender = senderOf(deps, request, reader);
  switch (request.letter) {
    case 'confirm':
      return letterMail({
        ...sender,
        letter: 'confirm',
        links: {confirm: link('confirm')},
        days: CONFIRM_WITHIN_DAYS,
      });
    case 'welcome':
      return letterMail({
        ...sender,
        letter: 'welcome',
        links: {manage: link('manage'), unsubscribe: link('unsubscribe')},
        schedule: reader.preferences,
      });
    case 'manage-link':
      return letterMail({
        ...sender,
        letter: 'manage-link',
        links: {manage: link('manage'), unsubscribe: link('unsubscribe')},
      });
    case 'change-address':
    case 'address-change-requested':
      return writeAddressChange(deps, {...request, letter: request.letter}, reader);
    case 'goodbye':
      return letterMail({...sender, letter: 'goodbye'});
  }
};

/**
 * One to the new address, one to the old. Once the papers have moved the record has the other address, and
 * nobody there needs a warning.
 */
const writeAddressChange = async (
  deps: WriteDeps,
  request: Requested & {letter: 'change-address' | 'address-change-requested'},
  reader: Subscriber,
): Promise<Mail | null> => {
  const asked = await deps.subscribers.newAddresses.find(reader.number);
  if (!asked) return null;
  const link = linksIn(deps, request, reader);
  const sender = senderOf(deps, request, reader);
  if (request.letter === 'address-change-requested')
    return letterMail({
      ...sender,
      letter: 'address-change-requested',
      links: {revokeLinks: `${link('manage')}/links`},
    });
  return letterMail({
    ...sender,
    to: asked.address,
    letter: 'change-address',
    links: {confirm: link('change-address', asked.address)},
    days: CONFIRM_WITHIN_DAYS,
  });
};

const senderOf = ({letterhead}: WriteDeps, {instanceId}: Requested, {address, number}: Subscriber) => ({
  letterhead,
  to: address,
  number,
  instanceId,
});

/** The links that a letter carries; `confirms` is the address that one confirms. */
const linksIn =
  ({linkKeys, letterhead}: WriteDeps, {requestedAt}: Requested, reader: Subscriber) =>
  (scope: 'confirm' | 'manage' | 'unsubscribe' | 'change-address', confirms?: string): string => {
    const isToConfirm = scope === 'confirm' || scope === 'change-address';
    const token = mintToken({
      keys: linkKeys,
      scope,
      reader,
      epoch: scope === 'unsubscribe' ? 0 : reader.epoch,
      expiresAt: isToConfirm ? requestedAt + CONFIRM_WITHIN_MS : null,
      ...(confirms === undefined ? {} : {address: confirms}),
    });
    return `${letterhead.publicUrl}/${scope}/${token}`;
  };
