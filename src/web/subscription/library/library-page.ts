import type {Context} from 'hono';
import {html} from 'hono/html';
import type {MessageKey, Speech} from '../../../../templates/languages/speech.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {UnderstoodLibrary} from '../../../use-cases/papers/understand-library.ts';
import {MAX_UPLOADS_AN_HOUR} from '../../../use-cases/subscribers/library/propose-library.ts';
import type {WebDeps} from '../../deps.ts';
import {readForm} from '../../frame/form.ts';
import {type Html, loneLink, notice, page} from '../../frame/layout.ts';
import {pathTo} from '../../frame/site.ts';
import {inHtml, problemIn} from '../../languages/in-html.ts';
import {managePath, refuseLink, verifyOwnerLink} from '../links.ts';
import type {PathBelow} from './library-parts.ts';
import {keptLibrary, newsList, understoodLibrary, uploadForm} from './library-parts.ts';
import {readUpload} from './read-upload.ts';

type Answer = (request: {deps: WebDeps; c: Context; subscriber: Subscriber}) => Promise<Response>;

/** Lets active subscribers with a good link in. */
const forReaders =
  (deps: WebDeps, answer: Answer) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    if (link.subscriber.state !== 'active') return c.html(notActive(deps), 409);
    return answer({deps, c, subscriber: link.subscriber});
  };

/** `GET /manage/:token/library`: what is kept of their library, and where to bring one. */
export const showLibrary = (deps: WebDeps) =>
  forReaders(deps, async ({c, subscriber}) => c.html(await libraryPage({deps, subscriber})));

/** `POST /manage/:token/library`: reads what was uploaded or pasted, and shows what was understood. */
export const readLibraryUpload = (deps: WebDeps) =>
  forReaders(deps, async ({c, subscriber}) => {
    const files = await readUpload(c);
    if (files === null)
      return c.html(await libraryPage({deps, subscriber, problem: deps.speech.say('library.broken')}), 400);
    if (files.length === 0)
      return c.html(await libraryPage({deps, subscriber, problem: deps.speech.say('library.choose')}), 422);
    const result = await deps.subscribers.proposeLibrary({
      number: subscriber.number,
      understand: () => deps.papers.understandUpload({files}),
    });
    if (result.kind === 'over')
      return c.html(
        await libraryPage({
          deps,
          subscriber,
          problem: deps.speech.say('library.tooMany', {n: MAX_UPLOADS_AN_HOUR}),
        }),
        429,
      );
    if (result.kind === 'refused')
      return c.html(
        await libraryPage({deps, subscriber, problem: whyNotRead(deps.speech, result.reason)}),
        422,
      );
    return c.html(await libraryPage({deps, subscriber, understood: result.library}));
  });

/** Why files were not read is told by their parsers, in English. */
const whyNotRead = ({say}: Speech, reason: string): Html =>
  html`${say('library.notRead')} <span lang="en" dir="ltr">${reason}</span>`;

/** `POST /manage/:token/library/keep`: keeps what was shown, and follows the topics that are ticked. */
export const keepShownLibrary = (deps: WebDeps) =>
  forReaders(deps, async ({c, subscriber}) => {
    const form = await readForm(c);
    const ticked = form.kind === 'form' ? (form.fields.get('topics') ?? '') : '';
    const topics = ticked.split('\n').filter(topic => topic.trim() !== '');
    const result = await deps.subscribers.acceptLibrary({number: subscriber.number, topics});
    if (result.kind === 'not-active') return c.html(notActive(deps), 409);
    if (result.kind === 'gone')
      return c.html(await libraryPage({deps, subscriber, problem: deps.speech.say('library.gone')}), 410);
    if (result.kind === 'refused')
      return c.html(
        await libraryPage({deps, subscriber, problem: problemIn(deps.speech, result.problems.join('; '))}),
        422,
      );
    return c.html(await libraryPage({deps, subscriber, status: 'library.kept'}));
  });

/** `POST /manage/:token/library/change`: counts half, whole, or is deleted. */
export const changeLibrary = (deps: WebDeps) =>
  forReaders(deps, async ({c, subscriber}) => {
    const form = await readForm(c);
    const wanted = form.kind === 'form' ? form.fields.get('do') : undefined;
    const {number} = subscriber;
    if (wanted === 'forget') await deps.subscribers.forgetLibrary(number);
    else if (wanted === 'half') await deps.subscribers.weighLibrary({number, share: 0.5});
    else if (wanted === 'whole') await deps.subscribers.weighLibrary({number, share: 1});
    const status = CHANGED.get(wanted ?? '');
    if (status === undefined)
      return c.html(
        await libraryPage({deps, subscriber, problem: deps.speech.say('library.nothingChosen')}),
        422,
      );
    return c.html(await libraryPage({deps, subscriber, status}));
  });

const CHANGED: ReadonlyMap<string, MessageKey> = new Map([
  ['forget', 'library.forgotten'],
  ['half', 'library.countsHalf'],
  ['whole', 'library.countsWhole'],
]);

type LibraryPage = {
  deps: WebDeps;
  subscriber: Subscriber;
  problem?: Html | string;
  status?: MessageKey;
  understood?: UnderstoodLibrary;
};

const libraryPage = async ({deps, subscriber, problem, status, understood}: LibraryPage): Promise<Html> => {
  const {speech} = deps;
  const {say} = speech;
  const to: PathBelow = (below = '') => managePath(deps, subscriber, `/library${below}`);
  const kept = await deps.subscribers.library(subscriber.number);
  const news = await deps.subscribers.news(subscriber);
  return page({
    site: deps,
    title: say('library.title'),
    body: html`<h1>${say('library.title')}</h1>
${problem === undefined ? '' : html`<div class="problem" role="alert"><p>${problem}</p></div>`}
${status === undefined ? '' : html`<p role="status"><strong>${inHtml(speech, status)}</strong></p>`}
${understood === undefined ? '' : understoodLibrary({to, understood, speech})}
${kept === null ? '' : keptLibrary({to, kept, speech})}
${news.length === 0 ? '' : newsList(news, speech)}
${uploadForm(to, speech)}
<p><a class="alone" href="${managePath(deps, subscriber)}">${say('library.back')}</a></p>`,
  });
};

const notActive = (deps: WebDeps): Html =>
  notice({
    site: deps,
    title: deps.speech.say('inactive.title'),
    sentences: [deps.speech.say('inactive.library')],
    next: loneLink(pathTo(deps, '/'), deps.speech.say('frame.toFrontPage')),
  });
