import {html, raw} from 'hono/html';
import {clockHour, WEEKDAYS} from '../../mail/describe-schedule.ts';
import {topicList} from '../../ranking/topics/topic-list.ts';
import {foldTopic, type RawPreferences} from '../../subscribers/preferences.ts';
import {defaultPreferences, type Preferences} from '../../subscribers/subscriber.ts';
import {listZones, offsetOf, toTimezone} from '../../subscribers/timezone.ts';
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

const separated = (lines: string): string => lines.replace(/[\r\n]+/g, ';').trim() || ';';

const FREQUENCIES = [
  {value: 'daily', label: 'Every day'},
  {value: 'weekdays', label: 'Monday to Friday'},
  {value: 'weekly', label: 'Once a week, with last week’s papers'},
];

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

const HOURS = Array.from({length: 24}, (_, hour) => ({value: String(hour), label: clockHour(hour)}));

const DAYS = WEEKDAYS.map((label, index) => ({value: String(index + 1), label}));

/**
 * The form of the manage page, which takes it at this path. `hasNew`: papers that are new on arXiv stand
 * beside those that people voted for.
 */
export const preferencesForm = ({
  typed,
  path,
  hasNew,
  now,
}: {
  typed: FormValues;
  path: string;
  hasNew: boolean;
  /** Milliseconds since 1970; the offsets of zones are those of this instant. */
  now: number;
}): Html => html`<form class="preferences" method="post" action="${path}">
<fieldset>
<legend>How often</legend>
${FREQUENCIES.map(one => frequencyChoice(one, typed.frequency))}</fieldset>
${choice({name: 'weekday', label: 'Day (weekly only)', options: DAYS, chosen: typed.weekday})}
${choice({name: 'hour', label: 'Delivery time', options: HOURS, chosen: typed.hour})}
${zoneChoice(typed.timezone, now)}
<p><label for="papers">Papers per email (1 to 40)</label>
<input id="papers" name="papers" type="number" min="1" max="40" required value="${typed.papers}"></p>
${hasNew ? shareChoice(typed.arxivShare) : ''}
${topicsChoice(typed.topics)}
${lines({
  name: 'authors',
  label: 'Authors you follow, one per line',
  hint: 'Full names, as printed on papers. Their papers come first, with the reason.',
  typed,
})}
${lines({
  name: 'labs',
  label: 'Labs you follow, one per line',
  hint: 'Full names, as printed on papers.',
  typed,
})}
${lines({
  name: 'codeHosts',
  label: 'Code you follow, one per line',
  hint: 'The start of a code URL, such as github.com/example.',
  typed,
})}
${lines({
  name: 'avoid',
  label: 'Words to avoid, one per line',
  hint: 'Papers that mention these are left out.',
  typed,
})}
<p><label for="pausedUntil">Pause until</label>
<input id="pausedUntil" name="pausedUntil" type="date" value="${typed.pausedUntil}"
  aria-describedby="pause-hint">
<span class="small" id="pause-hint">No email before this day. Leave empty for no pause.</span></p>
<p><button>Save</button></p>
</form>`;

const frequencyChoice = ({value, label}: (typeof FREQUENCIES)[number], chosen: string): Html =>
  html`<label class="choice"><input type="radio" name="frequency" value="${value}" ${
    value === chosen ? 'checked' : ''
  }> ${label}</label>\n`;

const shareChoice = (chosen: string): Html =>
  choice({
    name: 'arxivShare',
    label: 'Papers new on arXiv, without votes yet',
    options: sharesWith(chosen),
    chosen,
  });

type Lines = {name: keyof FormValues; label: string; hint: string; typed: FormValues};

/** A field for a list of words, one a line. */
const lines = ({name, label, hint, typed}: Lines): Html => html`<p><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="3" aria-describedby="${name}-hint">${typed[name]}</textarea>
<span class="small" id="${name}-hint">${hint}</span></p>`;

/**
 * Boxes for the listed topics and a field for others, which are sent under one name: together they are the
 * topics, one a line.
 */
const topicsChoice = (topics: string): Html => {
  const lines = topics.split(/[\r\n]+/).filter(line => line.trim() !== '');
  const chosen = new Set(lines.map(foldTopic));
  const others = lines.filter(line => !LISTED.has(foldTopic(line)));
  return html`<fieldset aria-describedby="topics-hint">
<legend>Topics you follow</legend>
<p class="small" id="topics-hint">Papers about these move up in your email, with the reason.</p>
<div class="columns">
${topicList.map(
  ({name}) =>
    html`<label class="choice"><input type="checkbox" name="topics" value="${name}" ${
      chosen.has(foldTopic(name)) ? 'checked' : ''
    }> ${name}</label>\n`,
)}</div>
</fieldset>
<p><label for="topics">Other topics in your own words, one per line</label>
<textarea id="topics" name="topics" rows="3">${others.join('\n')}</textarea></p>`;
};

const LISTED = new Set(topicList.map(({name}) => foldTopic(name)));

/**
 * The choice of a time zone, with offsets at this instant (milliseconds since 1970). As long as it is the one
 * that everybody begins with, the page's script selects the browser's own.
 */
export const zoneChoice = (chosen: string, now: number): Html => {
  const name = toTimezone(chosen) ?? chosen;
  const isUnchosen = name === defaultPreferences.timezone;
  return choice({
    name: 'timezone',
    label: 'Your time zone',
    options: zonesWith(name, now),
    chosen: name,
    mark: isUnchosen ? raw('aria-describedby="timezone-hint" data-guess') : raw(''),
    hint: isUnchosen
      ? html`<span class="small" id="timezone-hint">UTC is used unless you choose another.</span>`
      : html``,
  });
};

type Choice = {
  name: keyof FormValues;
  label: string;
  options: {value: string; label: string}[];
  chosen: string;
  /** An attribute more. */
  mark?: Html | ReturnType<typeof raw>;
  /** What is said below it. */
  hint?: Html;
};

const choice = ({
  name,
  label,
  options,
  chosen,
  mark = raw(''),
  hint = html``,
}: Choice): Html => html`<p><label for="${name}">${label}</label>
<select id="${name}" name="${name}" ${mark}>
${options.map(
  ({value, label: shown}) =>
    html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${shown}</option>\n`,
)}</select>${hint}</p>`;

/** What this machine does not list is kept, not silently changed to the first of the list. */
const zonesWith = (chosen: string, now: number) => {
  const zones = listZones(now);
  const isListed = zones.some(({name}) => name === chosen);
  const offset = toTimezone(chosen) === null ? chosen : offsetOf(chosen, now);
  const all = isListed ? zones : [{name: chosen, offset}, ...zones];
  return all.map(({name, offset}) => ({value: name, label: labelOf(name, offset)}));
};

/** An offset that says no more than the name is left out. */
const labelOf = (name: string, offset: string): string =>
  name === offset ? name : `${name.replaceAll('_', ' ')} (${offset})`;
