import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import type {Edition, EditionPaper} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import {forYou} from '../../mail/words/reader-words.ts';
import {splitSentences} from '../../papers/sentences.ts';
import {noInterests} from '../../ranking/interests.ts';
import {indexPapers} from '../../ranking/paper-index.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import {selectPapers} from '../../ranking/selection.ts';
import type {Html} from '../frame/layout.ts';
import {factsWithVotes} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';

/** Whom the sample is for: a made-up reader, whose topics most days have papers on. */
const TOPICS = ['reasoning', 'reinforcement learning', 'video generation'];
const PAPERS = 15;

/** That reader's whole email, from the front page. */
const WHOLE = `/sample?${new URLSearchParams(TOPICS.map((topic): [string, string] => ['topic', topic]))}`;

/** How many papers the picture of a mail shows. */
const SHOWN = 3;

/** One paper of the sample with why that reader gets it. */
export type SamplePaper = {title: string; reason: string; sentence: string};

/** What a reader of three topics got of an edition: the first papers, and how many came after them. */
export type SampleMail = {papers: SamplePaper[]; others: number; own: number};

/** The same selection as that reader's email has. */
export const sampleMail = ({content}: Pick<Edition, 'content'>, speech: Speech): SampleMail => {
  const selection = selectPapers({
    index: indexPapers(content.papers),
    interests: {...noInterests, topics: TOPICS, papers: PAPERS},
  });
  const papers = selection.slice(0, SHOWN).flatMap(({index, because}) => {
    const paper = content.papers[index];
    return paper === undefined ? [] : [samplePaper(paper, because, speech)];
  });
  return {
    papers,
    others: selection.length - papers.length,
    own: selection.filter(({because}) => because.length > 0).length,
  };
};

const samplePaper = (paper: EditionPaper, because: Reason[], speech: Speech): SamplePaper => ({
  title: paper.title,
  reason: because.length > 0 ? forYou(because, speech) : whyEverybody(paper, speech),
  sentence: splitSentences(paper.summary)[0] ?? '',
});

const whyEverybody = (paper: EditionPaper, speech: Speech): string =>
  speech.say('mail.trending', {facts: factsWithVotes(paper, speech).join(speech.say('comma'))});

/** The picture of a mail that the front page shows. Its texts are those of the edition. */
export const sampleFigure = (site: Site, edition: Edition): Html => {
  const {name, speech} = site;
  const whole = pathTo(site, WHOLE);
  const {papers, others, own} = sampleMail(edition, speech);
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

const samplePaperPart = ({title, reason, sentence}: SamplePaper): Html => html`<div class="mail-paper">
<p class="mail-title" lang="en" dir="auto">${title}</p>
<p class="why">${reason}</p>
<p class="mail-text" lang="en" dir="auto">${sentence}</p>
</div>
`;
