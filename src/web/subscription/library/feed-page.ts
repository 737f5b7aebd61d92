import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {WebDeps} from '../../deps.ts';
import {feedAddresses} from '../../feeds/feed-addresses.ts';
import {feedFormats, ownFeedPath} from '../../feeds/own-feed.ts';
import {readForm} from '../../frame/form.ts';
import {type Html, loneLink, page} from '../../frame/layout.ts';
import {managePath, refuseLink, verifyOwnerLink} from '../links.ts';
import {notActive} from '../opinion.ts';

/** `GET /manage/:token/feed`: the addresses of a subscriber's own feed, and how to end them. */
export const showFeedPage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps), 409);
    return c.html(await feedPage({deps, subscriber: link.subscriber}));
  };

/** `POST /manage/:token/feed`: makes the addresses, makes others, or ends them. */
export const changeFeedPage =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber, epoch} = link;
    const form = await readForm(c);
    const wanted = form.kind === 'form' ? form.fields.get('do') : undefined;
    if (wanted !== 'renew' && wanted !== 'end')
      return c.html(await feedPage({deps, subscriber, said: 'library.nothingChosen'}), 422);
    const result = await deps.subscribers.changeFeed({link: {number: subscriber.number, epoch}, wanted});
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    const said = result.kind === 'ended' ? 'ownFeed.ended' : 'ownFeed.made';
    return c.html(await feedPage({deps, subscriber, said}));
  };

type FeedPage = {
  deps: WebDeps;
  subscriber: Subscriber;
  said?: 'ownFeed.made' | 'ownFeed.ended' | 'library.nothingChosen';
};

const feedPage = async ({deps, subscriber, said}: FeedPage): Promise<Html> => {
  const {say} = deps.speech;
  // A preview shows nobody's addresses.
  const kept = deps.linkKeys.isLook ? null : await deps.subscribers.feedKey(subscriber.number);
  return page({
    site: deps,
    title: say('ownFeed.title'),
    body: html`<h1>${say('ownFeed.title')}</h1>
${said === undefined ? '' : html`<p role="status"><strong>${say(said)}</strong></p>`}
<p>${say('ownFeed.what')} ${say('ownFeed.careful')}</p>
${kept === null ? '' : addresses(deps, subscriber, kept.key)}
<form method="post" action="${managePath(deps, subscriber, '/feed')}">
<p class="row"><button name="do" value="renew">${say(kept ? 'ownFeed.renew' : 'ownFeed.make')}</button>
${kept ? html`<button class="second" name="do" value="end">${say('ownFeed.end')}</button>` : ''}</p>
</form>
${loneLink(managePath(deps, subscriber), say('saved.back'))}`,
  });
};

const addresses = (deps: WebDeps, subscriber: Subscriber, key: string): Html => html`<ul class="plain">
${feedFormats.map(format => {
  const url = `${deps.publicUrl}${ownFeedPath(deps, subscriber, {key, format})}`;
  return html`<li><a class="alone" href="${url}">${feedAddresses[format].name}</a></li>\n`;
})}</ul>`;
