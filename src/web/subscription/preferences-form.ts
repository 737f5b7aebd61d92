import {html} from 'hono/html';
import {type LanguageCode, languages} from '../../../templates/languages/languages.ts';
import {languageOf, type Say, type Speech} from '../../../templates/languages/speech.ts';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import type {Preferences} from '../../subscribers/subscriber.ts';
import {scheduleChoice} from '../choices/schedule-choice.ts';
import {select} from '../choices/select.ts';
import {splitTopics, topicGroupsChoice} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';

/** Where nothing is preferred, as `parsePreferences` takes it. */
const AS_THEY_COME = 'any';

/** The form's fields as a person typed them; lists of words one a line. */
export type FormValues = Record<keyof Preferences, string>;

/** What the form shows of what is kept. */
export const toFormValues = (preferences: Preferences): FormValues => ({
  timezone: preferences.timezone,
  hour: String(preferences.hour),
  frequency: preferences.frequency,
  weekday: String(preferences.weekday),
  topics: preferences.topics.join('\n'),
  avoid: preferences.avoid.join('\n'),
  authors: preferences.authors.join('\n'),
  labs: preferences.labs.join('\n'),
  codeHosts: preferences.codeHosts.join('\n'),
  papers: String(preferences.papers),
  form: preferences.form,
  arxivShare: preferences.arxivShare === null ? AS_THEY_COME : String(preferences.arxivShare),
  news: preferences.news ? 'yes' : 'no',
  language: preferences.language ?? AS_THEY_COME,
  pausedUntil: preferences.pausedUntil ?? '',
});

/** What was sent; a field that was not sent stays as it is kept. */
export const formValues = (fields: Map<string, string>, kept: Preferences): FormValues => {
  const typed = toFormValues(kept);
  const sent = (name: keyof FormValues): string => fields.get(name) ?? typed[name];
  return {
    timezone: sent('timezone'),
    hour: sent('hour'),
    frequency: sent('frequency'),
    weekday: sent('weekday'),
    topics: sent('topics'),
    avoid: sent('avoid'),
    authors: sent('authors'),
    labs: sent('labs'),
    codeHosts: sent('codeHosts'),
    papers: sent('papers'),
    form: lastOf(sent('form')),
    arxivShare: sent('arxivShare'),
    news: lastOf(sent('news')),
    language: sent('language'),
    pausedUntil: sent('pausedUntil'),
  };
};

/** Of a tick and the hidden field that stands for its absence. */
const lastOf = (sent: string): string => sent.split('\n').at(-1) ?? '';

/**
 * The fields as `parsePreferences` takes them; an emptied one means none, where it would leave the old value.
 */
export const toRaw = (typed: FormValues): RawPreferences => ({
  ...typed,
  topics: separated(typed.topics),
  avoid: separated(typed.avoid),
  authors: separated(typed.authors),
  labs: separated(typed.labs),
  codeHosts: separated(typed.codeHosts),
  pausedUntil: typed.pausedUntil.trim() || 'never',
});

/** Lines as `parsePreferences` takes a list; no line empties it. */
export const separated = (lines: string): string => lines.replace(/[\r\n]+/g, ';').trim() || ';';

const SHARES = [AS_THEY_COME, '0', '25', '50', '75', '100'] as const;

/** A share that was given by another way than the form is kept. */
const sharesWith = (chosen: string, say: Say) => [
  ...SHARES.map(value => ({value, label: say(`choose.share.${value}`)})),
  ...(SHARES.some(value => value === chosen)
    ? []
    : [{value: chosen, label: say('choose.percent', {share: chosen})}]),
];

type PreferencesForm = {
  typed: FormValues;
  /** The manage page's, which takes the form. */
  path: string;
  /** Whether papers that are new on arXiv stand beside those that people voted for. */
  hasNew: boolean;
  /** Milliseconds since 1970; the offsets of zones are those of this instant. */
  now: number;
};

/** The form of the manage page: when, what, how much; its button stays in view. */
export const preferencesForm = (
  {typed, path, hasNew, now}: PreferencesForm,
  {speech, instanceLanguage}: WebDeps,
): Html => html`<form
class="preferences" method="post" action="${path}">
<section id="when" aria-labelledby="when-head">
<h2 id="when-head">${speech.say('choose.when')}</h2>
${scheduleChoice({...typed, now}, speech)}
${pauseFold(typed.pausedUntil, speech)}
</section>
${whatSection(typed, speech)}
<section id="much" aria-labelledby="much-head">
<h2 id="much-head">${speech.say('choose.much')}</h2>
${papersChoice(typed.papers, speech)}
${formChoice(typed.form, speech)}
${hasNew ? shareChoice(typed.arxivShare, speech) : ''}
${languageChoice(typed.language, speech, instanceLanguage)}
</section>
<div class="save"><button>${speech.say('choose.save')}</button>
<span class="small">${speech.say('choose.saveHint')}</span></div>
</form>`;

const pauseFold = (pausedUntil: string, {say}: Speech): Html => html`<details ${
  pausedUntil === '' ? '' : 'open'
}><summary>${say('choose.pause')}</summary>
<p><label for="pausedUntil">${say('choose.pauseUntil')}</label>
<input id="pausedUntil" name="pausedUntil" type="date" value="${pausedUntil}" aria-describedby="pause-hint">
<span class="small" id="pause-hint">${say('choose.pauseHint')}</span></p></details>`;

const whatSection = (typed: FormValues, speech: Speech): Html => {
  const {say} = speech;
  const {chosen, others} = splitTopics(typed.topics);
  // A no is seen at once.
  const noNews = typed.news === 'no' ? typed.news : '';
  return html`<section id="what" aria-labelledby="what-head">
<h2 id="what-head">${say('choose.what')}</h2>
<p class="small">${say('choose.topicsHint')}${followedLine(chosen.size, say)}</p>
<div role="group" aria-label="${say('choose.followed')}">
${topicGroupsChoice(chosen, speech)}</div>
${fold(say('choose.ownWords'), others.join(''), [
  lines({name: 'topics', label: say('choose.otherTopics'), value: others.join('\n')}),
])}
${fold(say('choose.people'), `${typed.authors}${typed.labs}${typed.codeHosts}${noNews}`, [
  newsChoice(typed.news, speech),
  lines({
    name: 'authors',
    label: say('choose.authors'),
    value: typed.authors,
  }),
  lines({name: 'labs', label: say('choose.labs'), value: typed.labs}),
  lines({name: 'codeHosts', label: say('choose.code'), value: typed.codeHosts}),
])}
${fold(say('choose.avoid'), typed.avoid, [
  lines({name: 'avoid', label: say('choose.avoidHint'), value: typed.avoid}),
])}
</section>`;
};

const followedLine = (n: number, say: Say): string => (n === 0 ? '' : ` ${say('choose.youFollow', {n})}`);

/** Open where something stands in it. */
const fold = (summary: string, kept: string, inside: Html[]): Html =>
  html`<details ${kept === '' ? '' : 'open'}><summary>${summary}</summary>\n${inside}</details>`;

type Lines = {name: keyof FormValues; label: string; value: string};

/** A field for a list of words, one a line. */
const lines = ({name, label, value}: Lines): Html => html`<p><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="3">${value}</textarea></p>\n`;

const AMOUNTS = ['8', '15', '40'];

/** Another number than those offered is kept as a choice of its own; what is no number is not. */
const amountsWith = (chosen: string): string[] =>
  AMOUNTS.includes(chosen) || !/^\d{1,3}$/.test(chosen) ? AMOUNTS : [chosen, ...AMOUNTS];

const papersChoice = (chosen: string, {say, number}: Speech): Html => html`<fieldset class="side">
<legend>${say('choose.amount')}</legend>
${amountsWith(chosen).map(
  value =>
    html`<label class="choice"><input type="radio" name="papers" value="${value}" ${
      value === chosen ? 'checked' : ''
    }> ${number(Number(value))}</label>\n`,
)}</fieldset>`;

/** What is not ticked is not sent, so a hidden field says it. */
const formChoice = (
  chosen: string,
  {say}: Speech,
): Html => html`<input type="hidden" name="form" value="full">
<label class="choice"><input type="checkbox" name="form" value="short" ${
  chosen === 'short' ? 'checked' : ''
}> ${say('choose.short')}</label>`;

const newsChoice = (chosen: string, {say}: Speech): Html => html`<input type="hidden" name="news" value="no">
<label class="choice"><input type="checkbox" name="news" value="yes" ${
  chosen === 'yes' ? 'checked' : ''
}> ${say('choose.news')}</label>`;

const shareChoice = (chosen: string, {say}: Speech): Html =>
  select({
    name: 'arxivShare',
    label: say('choose.share'),
    groups: [{heading: '', options: sharesWith(chosen, say)}],
    chosen,
  });

/** The languages of mails and pages; those that nobody has reviewed say so. */
const languageChoice = (chosen: string, {say}: Speech, instanceLanguage: LanguageCode): Html =>
  select({
    name: 'language',
    label: say('choose.language'),
    groups: [
      {
        heading: '',
        options: [
          {value: AS_THEY_COME, label: say('choose.siteLanguage', {name: languageOf(instanceLanguage).name})},
          ...languages.map(({code, name, isReviewed}) => ({
            value: code,
            label: isReviewed ? name : say('choose.unreviewed', {name}),
          })),
        ],
      },
    ],
    chosen,
    hint: html` <span class="small">${say('choose.languageHint')}</span>`,
  });
