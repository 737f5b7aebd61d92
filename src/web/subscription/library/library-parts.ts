import {html} from 'hono/html';
import {englishSpeech} from '../../../../templates/languages/speech.ts';
import {dailyEdition} from '../../../editions/edition-id.ts';
import type {LibraryShown} from '../../../editions/learning/library-store.ts';
import {dateOf} from '../../../mail/wording.ts';
import type {UnderstoodLibrary} from '../../../use-cases/papers/understand-library.ts';
import type {Html} from '../../frame/layout.ts';

const SHOWN_REJECTED = 10;
const SHOWN_WORDS = 20;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What was understood of an upload, with the topics to tick. It counts once it is kept. */
export const understoodLibrary = ({
  path,
  understood,
}: {
  path: string;
  understood: UnderstoodLibrary;
}): Html => {
  const {papers, withAbstract, known, topics, words, rejected} = understood;
  return html`<section aria-labelledby="understood">
<h2 id="understood">What we understood</h2>
<p>${counted(papers, 'paper')}, ${String(withAbstract)} with an abstract, ${String(known)} in our catalogue.
Nothing has changed yet.</p>
${words.length === 0 ? '' : html`<p>What sets it apart: ${words.join(', ')}.</p>`}
<form method="post" action="${path}/keep">
${topics.length === 0 ? '' : topicChoice(topics)}
<p><button>Use this library</button></p>
</form>
${rejected.length === 0 ? '' : rejectedList(rejected)}
</section>`;
};

const topicChoice = (topics: string[]): Html => html`<fieldset><legend>Follow these topics too</legend>
${topics.map(
  topic =>
    html`<label class="choice"><input type="checkbox" name="topics" value="${topic}" checked>
${topic}</label>\n`,
)}</fieldset>`;

const rejectedList = (rejected: UnderstoodLibrary['rejected']): Html => html`<details>
<summary>${counted(rejected.length, 'entry').replace('entrys', 'entries')} not read</summary>
<ul>${rejected
  .slice(0, SHOWN_REJECTED)
  .map(
    ({line, key, reason}) => html`<li>Line ${String(line)}${key === '' ? '' : ` (${key})`}: ${reason}</li>\n`,
  )}
${
  rejected.length > SHOWN_REJECTED ? html`<li>and ${String(rejected.length - SHOWN_REJECTED)} more</li>` : ''
}</ul>
</details>`;

/** What is kept, and how to weigh it down or delete it. */
export const keptLibrary = ({path, kept}: {path: string; kept: LibraryShown}): Html => {
  const day = new Date(kept.broughtAt).toISOString().slice(0, 10);
  return html`<section aria-labelledby="kept">
<h2 id="kept">What we keep</h2>
<p>${counted(kept.papers, 'paper')}, uploaded on ${dateOf(dailyEdition(day), englishSpeech()).long}. It counts
${kept.share < 1 ? 'half' : 'fully'}. We keep the arXiv IDs and the words that set it apart, never the
file.</p>
<p class="small">${kept.words.slice(0, SHOWN_WORDS).join(', ')}</p>
<form method="post" action="${path}/change">
<p>${
    kept.share < 1
      ? html`<button class="second" name="do" value="whole">Count it fully</button>`
      : html`<button class="second" name="do" value="half">Count it half</button>`
  }
<button class="second" name="do" value="forget">Delete my library</button></p>
</form>
</section>`;
};

export const uploadForm = (path: string): Html => html`<section aria-labelledby="bring">
<h2 id="bring">Bring your library</h2>
<p>Upload what your reference manager exports: BibTeX, RIS, CSL-JSON, Zotero RDF or CSV, EndNote XML. We
read it, show you what we understood, and keep nothing until you say so.</p>
<form method="post" action="${path}" enctype="multipart/form-data">
<p><label for="files">Files, up to 10 MB</label>
<input id="files" name="files" type="file" multiple></p>
<p><label for="text">Or paste arXiv IDs, DOIs, links, titles, or a few words about your work</label>
<textarea id="text" name="text" rows="5"></textarea></p>
<p><button>Read library</button></p>
</form>
</section>`;
