import {html} from 'hono/html';
import {describeKeptOut, WHY_BLOCKED} from '../../../ops/describe-kept-out.ts';
import {maskAddress} from '../../../subscribers/mask-address.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo} from '../../frame/site.ts';
import type {Session} from '../login/session.ts';
import {csrfInput} from '../parts.ts';
import {sentence, shortDate, timeOf} from '../words.ts';
import {choicesList} from './choices.ts';
import {fatesTable} from './fates.ts';

const SHOWN_EDITIONS = 30;

export type LookedUp = {session: Session; address: string; subscriber: Subscriber | null};

/** What is known of one reader, and what may be done for them. */
export const readerParts = async (context: AdminContext, looked: LookedUp): Promise<Html> =>
  looked.subscriber === null
    ? nobodyParts(context, looked)
    : subscriberParts(context, {...looked, subscriber: looked.subscriber});

const subscriberParts = async (
  context: AdminContext,
  {subscriber, ...looked}: LookedUp & {subscriber: Subscriber},
): Promise<Html> => {
  const {deps} = context;
  const fates = await deps.subscribers.fates({subscriber, limit: SHOWN_EDITIONS});
  const {state, stateReason, stateAt, number, address} = subscriber;
  const keptOut = describeKeptOut(subscriber);
  const year = String(new Date(stateAt).getUTCFullYear());
  const facts = [maskAddress(address), `subscriber ${number}`, `${stateReason}, ${timeOf(stateAt)}`];
  return html`<h1>${sentence(state)} since ${shortDate(stateAt)} ${year}</h1>
<p class="facts">${facts.join(' · ')}</p>
${keptOut === null ? '' : html`<p>${sentence(keptOut)}</p>`}
<div class="cols"><div>
<section aria-labelledby="fates">
<h2 id="fates">What became of each mail</h2>
${fates.length === 0 ? html`<p>No editions yet.</p>` : fatesTable(deps, fates)}
</section>
</div><div>
<section aria-labelledby="choices">
<h2 id="choices">What they chose</h2>
${choicesList(subscriber, deps.clock.now())}
</section>
${deeds(context, looked, deedsFor(subscriber))}
</div></div>`;
};

const nobodyParts = async (context: AdminContext, looked: LookedUp): Promise<Html> => {
  const block = await context.deps.subscribers.importBlock(looked.address);
  return html`<h1>Nobody is subscribed with this address</h1>
<p>${block === null ? 'Nothing blocks it: the sign-up form works.' : sentence(WHY_BLOCKED[block])}</p>
${deeds(context, looked, block === 'never-again' ? ['unblock'] : ['block'])}`;
};

/** What an operator may do for a reader, by the last part of its path. */
const DEEDS = {
  link: 'Send them the link to their settings',
  unsubscribe: 'Unsubscribe them',
  erase: 'Erase them …',
  block: 'Never write to this address again',
  unblock: 'Lift the block',
} as const;

type Deed = keyof typeof DEEDS;

const deedsFor = ({state}: Subscriber): Deed[] => {
  if (state === 'active') return ['link', 'unsubscribe', 'block', 'erase'];
  return state === 'pending' ? ['unsubscribe', 'block', 'erase'] : ['block', 'unblock', 'erase'];
};

const deeds = (
  {deps}: AdminContext,
  {session, address}: {session: Session; address: string},
  offered: Deed[],
): Html => html`<section aria-labelledby="deeds" class="acts">
<h2 id="deeds">Do something for them</h2>
<p class="facts">Each is on record and answers at once.</p>
${offered.map(
  deed => html`<form method="post" action="${pathTo(deps, `/admin/readers/${deed}`)}">
${csrfInput(session)}<input type="hidden" name="who" value="${address}">
<button class="second">${DEEDS[deed]}</button>
</form>\n`,
)}</section>`;
