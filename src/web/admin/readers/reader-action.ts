import {parseAddress} from '../../../subscribers/address.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {adminAction} from '../admin-action.ts';
import type {Session} from '../login/session.ts';
import type {Flash} from '../parts.ts';
import {answerReaders} from './readers.ts';
import {recordOfReader} from './record.ts';

export const nobody = 'nobody is subscribed with this address.';

type Given = {
  session: Session;
  /** As `parseAddress` returned it. */
  address: string;
  /** Null where nobody is subscribed with it. */
  subscriber: Subscriber | null;
};

/**
 * Something that an operator does for the reader with a typed address: on record first, and answered with
 * what is known of them then. `askFirst` asks once more before it is done.
 */
export const readerAction = (
  context: AdminContext,
  what: string,
  act: (context: AdminContext, given: Omit<Given, 'session'>) => Promise<Flash>,
  askFirst?: (context: AdminContext, given: Pick<Given, 'session' | 'address'>) => Html,
) =>
  adminAction(context, async (c, {session, fields}) => {
    const parsed = parseAddress(fields.get('who') ?? '');
    if (parsed.kind === 'refused')
      return answerReaders(context, c, {
        session,
        flash: {kind: 'refused', text: 'that is not an address.'},
      });
    const {address} = parsed;
    if (askFirst && fields.get('sure') !== 'yes') return c.html(askFirst(context, {session, address}));
    const subscriber = await recordOfReader(context, session, {what, address});
    const flash = await act(context, {address, subscriber});
    const known = subscriber && (await context.deps.subscribers.load(subscriber.number));
    return answerReaders(context, c, {session, flash, looked: {address, subscriber: known}});
  });
