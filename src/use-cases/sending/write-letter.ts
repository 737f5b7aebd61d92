import type {LetterRequest} from '../../delivery/letters/letter-requests.ts';
import {letterMail} from '../../mail/letters.ts';
import type {Letterhead, Mail} from '../../mail/mail.ts';
import {CONFIRM_WITHIN_DAYS, CONFIRM_WITHIN_MS} from '../../subscribers/confirm-within.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {type LinkKeys, mintToken} from '../../subscribers/tokens.ts';

export type WriteDeps = {
  subscribers: Pick<Subscribers, 'read' | 'newAddresses'>;
  /** Its `from` is the letters' own. */
  letterhead: Letterhead;
  linkKeys: LinkKeys;
};

/**
 * Writes the letter that was requested: the same record gives the same bytes. Null where there is no longer
 * anything to write.
 */
export const writeLetter = async (
  deps: WriteDeps,
  request: LetterRequest & {instanceId: string | null},
  reader: Subscriber,
): Promise<Mail | null> => {
  const {number, epoch, address, preferences} = reader;
  const {letterhead} = deps;
  const link = (scope: 'confirm' | 'manage' | 'unsubscribe' | 'change-address', confirms?: string) => {
    const isToConfirm = scope === 'confirm' || scope === 'change-address';
    const expiresAt = isToConfirm ? request.requestedAt + CONFIRM_WITHIN_MS : null;
    const token = mintToken({
      keys: deps.linkKeys,
      scope,
      reader,
      epoch: scope === 'unsubscribe' ? 0 : epoch,
      expiresAt,
      ...(confirms === undefined ? {} : {address: confirms}),
    });
    return `${letterhead.publicUrl}/${scope}/${token}`;
  };
  const sender = {letterhead, to: address, number, instanceId: request.instanceId};
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
        schedule: preferences,
      });
    case 'manage-link':
      return letterMail({
        ...sender,
        letter: 'manage-link',
        links: {manage: link('manage'), unsubscribe: link('unsubscribe')},
      });
    case 'change-address': {
      const asked = await deps.subscribers.newAddresses.find(number);
      return (
        asked &&
        letterMail({
          ...sender,
          to: asked.address,
          letter: 'change-address',
          links: {confirm: link('change-address', asked.address)},
          days: CONFIRM_WITHIN_DAYS,
        })
      );
    }
    // Once the papers have moved the record has the other address, and nobody there needs a warning.
    case 'address-change-requested':
      return (
        (await deps.subscribers.newAddresses.find(number)) &&
        letterMail({
          ...sender,
          letter: 'address-change-requested',
          links: {revokeLinks: `${link('manage')}/links`},
        })
      );
    case 'goodbye':
      return letterMail({...sender, letter: 'goodbye'});
  }
};
