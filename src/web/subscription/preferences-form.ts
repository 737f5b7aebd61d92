import {html} from 'hono/html';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import type {Preferences} from '../../subscribers/subscriber.ts';
import {scheduleChoice} from '../choices/schedule-choice.ts';
import {select} from '../choices/select.ts';
import {splitTopics, topicGroupsChoice} from '../choices/topic-choice.ts';
import type {Html} from '../frame/layout.ts';

/** Where no share of the sources is preferred. */
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
    form: sent('form').split('\n').at(-1) ?? '',
    arxivShare: sent('arxivShare'),
    pausedUntil: sent('pausedUntil'),
  };
};

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

const SHARES = [
  {value: AS_THEY_COME, label: 'No preference: after papers with votes'},
  {value: '0', label: 'None'},
  {value: '25', label: 'A quarter of my papers'},
  {value: '50', label: 'Half of my papers'},
  {value: '75', label: 'Three quarters of my papers'},
  {value: '100', label: 'All of my papers'},
];

/** A share that was given by another way than the form is kept. */
const sharesWith = (chosen: string) =>
  SHARES.some(({value}) => value === chosen) ? SHARES : [...SHARES, {value: chosen, label: `${chosen}%`}];

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
export const preferencesForm = ({typed, path, hasNew, now}: PreferencesForm): Html => html`<form
class="preferences" method="post" action="${path}">
<section id="when" aria-labelledby="when-head">
<h2 id="when-head">When</h2>
${scheduleChoice({...typed, now})}
${pauseFold(typed.pausedUntil)}
</section>
${whatSection(typed)}
<section id="much" aria-labelledby="much-head">
<h2 id="much-head">How much</h2>
${papersChoice(typed.papers)}
${formChoice(typed.form)}
${hasNew ? shareChoice(typed.arxivShare) : ''}
</section>
<div class="save"><button>Save</button> <span class="small">Nothing changes until you save.</span></div>
</form>`;

const pauseFold = (pausedUntil: string): Html => html`<details ${
  pausedUntil === '' ? '' : 'open'
}><summary>Pause for a while</summary>
<p><label for="pausedUntil">No email before</label>
<input id="pausedUntil" name="pausedUntil" type="date" value="${pausedUntil}" aria-describedby="pause-hint">
<span class="small" id="pause-hint">Leave empty for no pause.</span></p></details>`;

const whatSection = (typed: FormValues): Html => {
  const {chosen, others} = splitTopics(typed.topics);
  return html`<section id="what" aria-labelledby="what-head">
<h2 id="what-head">What</h2>
<p class="small">Papers on these topics come first, with the reason.${followedLine(chosen.size)}</p>
<div role="group" aria-label="Topics you follow">
${topicGroupsChoice(chosen)}</div>
${fold('Topics in your own words', others.join(''), [
  lines({name: 'topics', label: 'Other topics, one per line', value: others.join('\n')}),
])}
${fold('Authors, labs and code you follow', `${typed.authors}${typed.labs}${typed.codeHosts}`, [
  lines({
    name: 'authors',
    label: 'Authors, full names as printed on papers, one per line',
    value: typed.authors,
  }),
  lines({name: 'labs', label: 'Labs, one per line', value: typed.labs}),
  lines({name: 'codeHosts', label: 'Code, such as github.com/example, one per line', value: typed.codeHosts}),
])}
${fold('Words you don’t want', typed.avoid, [
  lines({name: 'avoid', label: 'Papers with these words stay out; one per line', value: typed.avoid}),
])}
</section>`;
};

const followedLine = (topics: number): string => (topics === 0 ? '' : ` You follow ${topics}.`);

/** Open where something stands in it. */
const fold = (summary: string, kept: string, inside: Html[]): Html =>
  html`<details ${kept === '' ? '' : 'open'}><summary>${summary}</summary>\n${inside}</details>`;

type Lines = {name: keyof FormValues; label: string; value: string};

/** A field for a list of words, one a line. */
const lines = ({name, label, value}: Lines): Html => html`<p><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="3">${value}</textarea></p>\n`;

const AMOUNTS = ['8', '15', '40'];

/** Another number than those offered, given by another way, is kept as a choice of its own. */
const amountsWith = (chosen: string): string[] => (AMOUNTS.includes(chosen) ? AMOUNTS : [chosen, ...AMOUNTS]);

const papersChoice = (chosen: string): Html => html`<fieldset class="side">
<legend>Papers per email</legend>
${amountsWith(chosen).map(
  value =>
    html`<label class="choice"><input type="radio" name="papers" value="${value}" ${
      value === chosen ? 'checked' : ''
    }> ${value}</label>\n`,
)}</fieldset>`;

/** What is not ticked is not sent, so a hidden field says it. */
const formChoice = (chosen: string): Html => html`<input type="hidden" name="form" value="full">
<label class="choice"><input type="checkbox" name="form" value="short" ${
  chosen === 'short' ? 'checked' : ''
}> Five papers, one line each</label>`;

const shareChoice = (chosen: string): Html =>
  select({
    name: 'arxivShare',
    label: 'Papers new on arXiv, without votes yet',
    groups: [{heading: '', options: sharesWith(chosen)}],
    chosen,
  });
