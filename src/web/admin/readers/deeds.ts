import {html} from 'hono/html';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {AdminContext} from '../../deps.ts';
import {pathTo} from '../../frame/site.ts';
import {adminPage, csrfInput, type Flash} from '../parts.ts';
import {nobody, readerAction} from './reader-action.ts';

/** `POST /admin/readers/link`: a letter with the link to the reader's settings. */
export const sendLink = (context: AdminContext) =>
  readerAction(context, 'sent the settings link', ({deps}, {subscriber}) =>
    onSubscriber(subscriber, async ({number}) => {
      const {kind} = await deps.subscribers.sendManageLink(number);
      return kind === 'requested'
        ? {kind: 'done', text: 'The link is on its way to their inbox.'}
        : {kind: 'refused', text: 'they are not active, so no link is sent.'};
    }),
  );

/** `POST /admin/readers/unsubscribe` */
export const unsubscribeReader = (context: AdminContext) =>
  readerAction(context, 'unsubscribed', ({deps}, {subscriber}) =>
    onSubscriber(subscriber, async ({number}) => {
      const {kind} = await deps.subscribers.unsubscribe({number, via: 'command'});
      return kind === 'unsubscribed'
        ? {kind: 'done', text: 'They are unsubscribed, and told by email.'}
        : {kind: 'refused', text: 'there is no subscription to end.'};
    }),
  );

/** `POST /admin/readers/block`: nothing is sent there until an operator lifts it. */
export const blockReader = (context: AdminContext) =>
  readerAction(context, 'blocked', async ({deps}, {address}) => {
    await deps.subscribers.blockByOperator(address);
    return {kind: 'done', text: 'Nothing is sent to this address any more. You can lift that.'};
  });

/** `POST /admin/readers/unblock` */
export const unblockReader = (context: AdminContext) =>
  readerAction(context, 'unblocked', async ({deps}, {address}) => {
    const {kind} = await deps.subscribers.unblockAddress(address);
    return kind === 'unblocked'
      ? {kind: 'done', text: 'The block is lifted: the sign-up form reaches them again.'}
      : {kind: 'refused', text: 'no such block stands; what a bounce or a complaint suppressed stays so.'};
  });

/** `POST /admin/readers/erase`: asks once more, since nothing leads back; then deletes everything. */
export const eraseReader = (context: AdminContext) =>
  readerAction(
    context,
    'erased',
    ({deps}, {subscriber}) =>
      onSubscriber(subscriber, async ({number}) => {
        const {kind} = await deps.subscribers.erase(number);
        return kind === 'erased'
          ? {kind: 'done', text: 'Everything about them is deleted.'}
          : {kind: 'refused', text: nobody};
      }),
    ({deps}, {session, address}) =>
      adminPage({
        ...{site: deps, title: 'Erase this reader?', session, place: 'readers'},
        body: html`<h1>Erase this reader?</h1>
<p>Their record, choices, opinions and library are deleted for good; the ledger keeps a number that is
nobody’s. They are told by one email. Unsubscribing keeps the record; this cannot be undone.</p>
<form method="post" action="${pathTo(deps, '/admin/readers/erase')}">
${csrfInput(session)}
<input type="hidden" name="who" value="${address}">
<button name="sure" value="yes">Erase them</button>
</form>
<p><a class="alone" href="${pathTo(deps, '/admin/readers')}">Keep them</a></p>`,
      }),
  );

const onSubscriber = async (
  subscriber: Subscriber | null,
  act: (subscriber: Subscriber) => Promise<Flash>,
): Promise<Flash> => (subscriber === null ? {kind: 'refused', text: nobody} : act(subscriber));
