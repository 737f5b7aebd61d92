import type {Context} from 'hono';
import {html} from 'hono/html';
import {parseAddress} from '../../../subscribers/address.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo} from '../../frame/site.ts';
import {adminAction, requireSession} from '../admin-action.ts';
import type {Session} from '../login/session.ts';
import {adminPage, csrfInput, type Flash, mayOrder, renderFlash} from '../parts.ts';
import {type LookedUp, readerParts} from './reader.ts';
import {recordOfReader} from './record.ts';
import {recordsAndSuppressed} from './records.ts';

/** `GET /admin/readers`: a form to look somebody up; nothing lists them. */
export const showReaders = (context: AdminContext) =>
  requireSession(context, async (c, session) => answerReaders(context, c, {session}));

/** `POST /admin/readers/look-up`: what is known of the reader with a typed address. */
export const lookUpReader = (context: AdminContext) =>
  adminAction(context, async (c, {session, fields}) => {
    const parsed = parseAddress(fields.get('who') ?? '');
    if (parsed.kind === 'refused')
      return answerReaders(context, c, {
        session,
        flash: {kind: 'refused', text: 'that is not an address.'},
      });
    const {address} = parsed;
    const subscriber = await recordOfReader(context, session, {what: 'looked up', address});
    return answerReaders(context, c, {session, looked: {address, subscriber}});
  });

export type ReadersAnswer = {
  session: Session;
  flash?: Flash;
  looked?: Pick<LookedUp, 'address' | 'subscriber'>;
};

/** The page of readers, with one of them where somebody was looked up. */
export const answerReaders = async (
  context: AdminContext,
  c: Context,
  {session, flash, looked}: ReadersAnswer,
): Promise<Response> => {
  const page = adminPage({
    ...{site: context.deps, title: looked ? 'A reader' : 'Readers', session, place: 'readers'},
    body: html`<div class="state">
${renderFlash(flash)}
${
  mayOrder(session)
    ? lookUpForm(context, session, looked?.address ?? '')
    : html`<p>Your role is to look at
editions. Ask an operator who may send to look somebody up.</p>`
}
</div>
${
  looked === undefined
    ? await recordsAndSuppressed(context, session)
    : await readerParts(context, {session, ...looked})
}`,
  });
  return c.html(page, flash?.kind === 'refused' ? 409 : 200);
};

const lookUpForm = ({deps}: AdminContext, session: Session, address: string): Html =>
  html`<form method="post" action="${pathTo(deps, '/admin/readers/look-up')}">
${csrfInput(session)}
<label for="who">Address of a reader</label>
<div class="two"><input id="who" name="who" type="email" autocomplete="off" maxlength="254"
  value="${address}"><button>Look up</button></div>
<p class="small">No page lists readers. You have to know the address, and each look-up is on record.</p>
</form>`;
