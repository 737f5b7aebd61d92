import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Paper} from '../../../papers/paper.ts';
import {parsePaperId} from '../../../papers/paper-id.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {WebDeps} from '../../deps.ts';
import {readForm} from '../../frame/form.ts';
import {type Html, page} from '../../frame/layout.ts';
import {shortByline} from '../../frame/paper-parts.ts';
import {pathTo} from '../../frame/site.ts';
import {managePath, refuseLink, verifyOwnerLink} from '../links.ts';
import {notActive} from '../opinion.ts';
import {downloads} from './citation-files.ts';
import {savedPapers} from './saved-papers.ts';

/** `GET /manage/:token/saved`: the papers that a subscriber saved, the newest first. */
export const showReadingList =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps), 409);
    return c.html(await readingListPage({deps, subscriber: link.subscriber}));
  };

/** `POST /manage/:token/saved`: takes a paper off the list. */
export const removeSaved =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber, epoch} = link;
    const form = await readForm(c);
    const paper = parsePaperId((form.kind === 'form' ? form.fields.get('paper') : undefined) ?? '');
    if (!paper) return c.html(await readingListPage({deps, subscriber, said: 'No paper was selected.'}), 422);
    const result = await deps.subscribers.savePaper({
      link: {number: subscriber.number, epoch},
      paper,
      wanted: 'remove',
    });
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    return c.html(await readingListPage({deps, subscriber, said: 'Removed from your reading list.'}));
  };

type ReadingListPage = {deps: WebDeps; subscriber: Subscriber; said?: string};

const readingListPage = async ({deps, subscriber, said}: ReadingListPage): Promise<Html> => {
  const path = managePath(deps, subscriber);
  const papers = await savedPapers(deps, subscriber);
  return page({
    site: deps,
    title: 'Reading list',
    body: html`<h1>Reading list</h1>
${said === undefined ? '' : html`<p role="status"><strong>${said}</strong></p>`}
${
  papers.length === 0
    ? html`<p>No papers yet. “More” under a paper in your emails leads to a page with “Save to reading
list”.</p>`
    : html`<form method="post">
<ul class="plain said">
${papers.map(paper => savedPaper(deps, paper))}</ul>
</form>
<p class="small">Download the list: ${downloads(path, 'saved')}.</p>`
}
<p><a href="${path}">Back to your settings</a></p>`,
  });
};

const savedPaper = (deps: WebDeps, paper: Paper): Html =>
  html`<li><p><a dir="auto" href="${pathTo(deps, `/papers/${paper.id}`)}">${paper.title}</a><br>
<span class="small" dir="auto">${shortByline(paper)}</span></p>
<button class="second" name="paper" value="${paper.id}">Remove<span class="unseen">: ${paper.title}</span>
</button></li>
`;
