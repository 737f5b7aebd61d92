import {html} from 'hono/html';
import {englishSpeech} from '../../../../templates/languages/speech.ts';
import {forYou} from '../../../mail/words/reader-words.ts';
import type {PreviewEditionResult, ShownMail} from '../../../use-cases/editions/preview-edition.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {csrfInput, mayOrder} from '../parts.ts';
import {longDay, thousands} from '../words.ts';
import type {AskedPreview} from './asked-preview.ts';

export type Previewed = {asked: AskedPreview; result: PreviewEditionResult};

const SHOWN_PAPERS = 3;

/** An edition as a reader gets it: asked for by topics, and by who may send also by an address. */
export const previewSection = (
  context: AdminContext,
  {session, path, previewed}: {session: Session; path: string; previewed: Previewed | null},
): Html => html`<section aria-labelledby="preview">
<h2 id="preview">See it as a reader does</h2>
<form method="post" action="${path}/preview">
${csrfInput(session)}
<label for="as">${mayOrder(session) ? 'Address, or topics' : 'Topics'}, separated by commas</label>
<div class="two"><input id="as" name="as" type="text" autocomplete="off" maxlength="2000"
  value="${previewed?.asked.text ?? ''}"><button class="second">Show</button></div>
</form>
${previewed === null ? '' : figure(context, {session, path, previewed})}
</section>`;

const figure = (
  {deps}: AdminContext,
  {session, path, previewed: {asked, result}}: {session: Session; path: string; previewed: Previewed},
): Html => {
  if (result.kind !== 'mail') return html`<p class="problem" role="alert">${whyNone(result)}</p>`;
  const {mail, papers, isFrozen} = result;
  return html`<figure class="mail"><p class="mast"><span class="serif">${deps.name}</span><span
  class="facts">${longDay(asked.edition)}</span></p>
<p class="serif" dir="auto">${mail.subject}</p>
${papers.slice(0, SHOWN_PAPERS).map(paperLines)}
<figcaption class="facts">${String(papers.length)} papers · ${thousands(Buffer.byteLength(mail.html))} bytes${
    isFrozen ? '' : ' · not frozen, and may change'
  }
<form method="post" action="${path}/preview/mail" target="_blank">${csrfInput(session)}<input
  type="hidden" name="as" value="${asked.text}"><button class="as-link">Open it</button><button
  class="as-link" formaction="${path}/preview/text">As text</button></form></figcaption></figure>`;
};

const paperLines = ({title, because}: ShownMail['papers'][number]): Html =>
  html`<div class="listed"><p class="serif" dir="auto">${title}</p>${
    because.length === 0 ? '' : html`<p class="why">${forYou(because, englishSpeech())}</p>`
  }</div>\n`;

const whyNone = (result: Exclude<PreviewEditionResult, {kind: 'mail'}>): string => {
  if (result.kind === 'unknown-reader') return 'Nobody is subscribed with this address.';
  return result.kind === 'not-built' ? 'There are no papers to make it of.' : result.reason;
};
