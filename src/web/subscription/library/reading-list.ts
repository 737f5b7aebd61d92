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
import {inHtml} from '../../languages/in-html.ts';
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
    if (!paper)
      return c.html(await readingListPage({deps, subscriber, said: deps.speech.say('manage.noPaper')}), 422);
    const result = await deps.subscribers.savePaper({
      link: {number: subscriber.number, epoch},
      paper,
      wanted: 'remove',
    });
    if (result.kind === 'void') return refuseLink({deps, c, because: 'expired'});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    return c.html(await readingListPage({deps, subscriber, said: deps.speech.say('saved.removed')}));
  };

type ReadingListPage = {deps: WebDeps; subscriber: Subscriber; said?: string};

const readingListPage = async ({deps, subscriber, said}: ReadingListPage): Promise<Html> => {
  const {say} = deps.speech;
  const to = (path: string) => managePath(deps, subscriber, path);
  const papers = await savedPapers(deps, subscriber);
  return page({
    site: deps,
    title: say('saved.title'),
    body: html`<h1>${say('saved.title')}</h1>
${said === undefined ? '' : html`<p role="status"><strong>${said}</strong></p>`}
${
  papers.length === 0
    ? html`<p>${say('saved.none')}</p>`
    : html`<form method="post">
<ul class="plain said">
${papers.map(paper => savedPaper(deps, paper))}</ul>
</form>
<p class="small">${inHtml(deps.speech, 'saved.download', {
        links: html`${downloads(to, 'saved', deps.speech)}`,
      })}</p>`
}
<p><a class="alone" href="${to('')}">${say('saved.back')}</a></p>`,
  });
};

const savedPaper = (deps: WebDeps, paper: Paper): Html =>
  html`<li><p><a class="alone t" lang="en" dir="auto"
  href="${pathTo(deps, `/papers/${paper.id}`)}">${paper.title}</a><br>
<span class="small" dir="auto">${shortByline(paper, deps.speech)}</span></p>
<button class="second" name="paper" value="${paper.id}" aria-label="${deps.speech.say('opinion.ofPaper', {
    button: deps.speech.say('opinion.button.none'),
    title: paper.title,
  })}">${deps.speech.say('opinion.button.none')}</button></li>
`;
