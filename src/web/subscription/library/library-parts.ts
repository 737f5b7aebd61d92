import {html} from 'hono/html';
import type {Say, Speech} from '../../../../templates/languages/speech.ts';
import {longDay} from '../../../editions/date-words.ts';
import type {LibraryShown} from '../../../editions/learning/library-store.ts';
import {newsLine} from '../../../mail/words/news-lines.ts';
import type {OwnNews} from '../../../ranking/library/news/news-index.ts';
import type {UnderstoodLibrary} from '../../../use-cases/papers/understand-library.ts';
import type {Html} from '../../frame/layout.ts';

const SHOWN_REJECTED = 10;

/** A path below that of the library's page; the page's own without one. */
export type PathBelow = (below?: string) => string;

/** What was understood of an upload, with the topics to tick. It counts once it is kept. */
export const understoodLibrary = ({
  to,
  understood,
  speech,
}: {
  to: PathBelow;
  understood: UnderstoodLibrary;
  speech: Speech;
}): Html => {
  const {say} = speech;
  const {papers, withAbstract, known, topics, words, rejected} = understood;
  return html`<section aria-labelledby="understood">
<h2 id="understood">${say('library.understood')}</h2>
<p>${say('library.counts', {n: papers, abstracts: withAbstract, known})}</p>
${words.length === 0 ? '' : html`<p>${say('library.words', {words: words.join(say('comma'))})}</p>`}
<form method="post" action="${to('/keep')}">
${topics.length === 0 ? '' : topicChoice(topics, say)}
<p><button>${say('library.use')}</button></p>
</form>
${rejected.length === 0 ? '' : rejectedList(rejected, say)}
</section>`;
};

const topicChoice = (
  topics: string[],
  say: Say,
): Html => html`<fieldset><legend>${say('library.followToo')}</legend>
${topics.map(
  topic =>
    html`<label class="choice"><input type="checkbox" name="topics" value="${topic}" checked>
<span lang="en" dir="auto">${topic}</span></label>\n`,
)}</fieldset>`;

const rejectedList = (rejected: UnderstoodLibrary['rejected'], say: Say): Html => html`<details>
<summary>${say('library.rejected', {n: rejected.length})}</summary>
<ul>${rejected.slice(0, SHOWN_REJECTED).map(
  ({
    line,
    key,
    reason,
  }) => html`<li>${key === '' ? say('library.line', {line}) : say('library.lineOf', {line, key})}:
<span lang="en" dir="ltr">${reason}</span></li>\n`,
)}
${
  rejected.length > SHOWN_REJECTED
    ? html`<li>${say('library.more', {n: rejected.length - SHOWN_REJECTED})}</li>`
    : ''
}</ul>
</details>`;

/** What is kept, and how to weigh it down or delete it. */
type Kept = {to: PathBelow; kept: LibraryShown; speech: Speech};

export const keptLibrary = ({to, kept, speech}: Kept): Html => {
  const {say} = speech;
  const day = new Date(kept.broughtAt).toISOString().slice(0, 10);
  return html`<section aria-labelledby="kept">
<h2 id="kept">${say('library.whatWeKeep')}</h2>
<p>${say(kept.share < 1 ? 'library.half' : 'library.whole', {n: kept.papers, date: longDay(day, speech)})}
${say('library.neverTheFile')}</p>
<p class="small"><span lang="en" dir="auto">${kept.told.join(', ')}</span></p>
<form method="post" action="${to('/change')}">
<p>${
    kept.share < 1
      ? html`<button class="second" name="do" value="whole">${say('library.countWhole')}</button>`
      : html`<button class="second" name="do" value="half">${say('library.countHalf')}</button>`
  }
<button class="second" name="do" value="forget">${say('library.delete')}</button></p>
</form>
</section>`;
};

/** So many are listed. */
const SHOWN_NEWS = 50;

/** What became of their papers of late. */
export const newsList = (
  news: readonly OwnNews[],
  speech: Speech,
): Html => html`<section aria-labelledby="news">
<h2 id="news">${speech.say('mail.words.news')}</h2>
<ul>${news.slice(0, SHOWN_NEWS).map(one => {
  const {newsTitle, newsUrl, newsWords} = newsLine(one, speech);
  return html`<li><a href="${newsUrl}" lang="en" dir="auto">${newsTitle}</a> · ${newsWords}</li>\n`;
})}</ul>
</section>`;

export const uploadForm = (to: PathBelow, {say}: Speech): Html => html`<section aria-labelledby="bring">
<h2 id="bring">${say('library.bring')}</h2>
<p>${say('library.how')}</p>
<form method="post" action="${to()}" enctype="multipart/form-data">
<p><label for="files">${say('library.files')}</label>
<input id="files" name="files" type="file" multiple></p>
<p><label for="text">${say('library.paste')}</label>
<textarea id="text" name="text" rows="5"></textarea></p>
<p><button>${say('library.read')}</button></p>
</form>
</section>`;
