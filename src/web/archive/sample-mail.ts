import {html} from 'hono/html';
import type {Edition} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import {type FirstPaper, firstPapers} from '../../mail/words/first-papers.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';

/** Whom the sample is for: a made-up reader, whose topics most days have papers on. */
const TOPICS = ['reasoning', 'reinforcement learning', 'video generation'];

/** That reader's whole email, from the front page. */
const WHOLE = `/sample?${new URLSearchParams(TOPICS.map((topic): [string, string] => ['topic', topic]))}`;

/** The picture of a mail that the front page shows. Its texts are those of the edition. */
export const sampleFigure = (site: Site, edition: Edition): Html => {
  const {name, speech} = site;
  const whole = pathTo(site, WHOLE);
  const {papers, others, own} = firstPapers(edition.content, TOPICS, speech);
  const {say} = speech;
  const n = edition.content.papers.length;
  return html`<figure class="mail">
<p class="mail-head"><span>${name}</span>
<span class="small">${dateOf(edition.content.id, speech).long}</span></p>
<p class="mail-facts">${own === 0 ? say('mail.count', {n}) : say('mail.countOnTopics', {n, own})}</p>
${papers.map(samplePaperPart)}
${others === 0 ? '' : html`<p class="small more">${say('front.more', {n: others})}</p>`}
<figcaption class="small">${say('front.sample', {topics: speech.list(TOPICS)})}
<a href="${whole}">${say('front.wholeSample')}</a></figcaption>
</figure>`;
};

const samplePaperPart = ({title, reason, sentence}: FirstPaper): Html => html`<div class="mail-paper">
<p class="mail-title" lang="en" dir="auto">${title}</p>
<p class="why">${reason}</p>
<p class="mail-text" lang="en" dir="auto">${sentence}</p>
</div>
`;
