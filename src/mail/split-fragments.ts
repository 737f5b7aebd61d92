import type {PartFragments} from './fragments.ts';
import {type CutSegment, type Segment, splitAtMarkers} from './slots.ts';
import {faultInWords, type Template, type TemplateFault} from './template-files.ts';
import {lineOf} from './template-lines.ts';
import {LAYOUTS} from './words/printed-values.ts';

/** Slots with a value outside of papers. */
export const TEXT_SLOTS = [
  ...['count', 'leftOut', 'more', 'facts', 'five', 'invitation', 'avoided', 'newsMore'],
  ...['viewUrl', 'manageUrl', 'opinionUrl', 'unsubscribeUrl'],
];
export const HTML_SLOTS = [...TEXT_SLOTS, 'preheader'];
/** Slots with a value inside of a paper. */
export const PAPER_SLOTS = ['rank', 'because', 'reason', 'everybody', 'opinionUrl'];
/** Slots with a value in the heading of a topic. */
export const TOPIC_SLOTS = ['topic'];
/** Slots with a value in a line of news. */
export const NEWS_SLOTS = ['newsTitle', 'newsUrl', 'newsWords'];
/** What heads news, a line of it, and what follows the last; all of them right after the top, or none. */
const NEWS = ['newsHead', 'news', 'newsEnd'];
/** What stands between the papers with room and those in brief: one heading for all, or one a group. */
const ONE_HEADING = ['inBrief'];
const HEADINGS = ['yours', 'topic', 'others'];
export const CUTS = [...NEWS, ...LAYOUTS, ...ONE_HEADING, ...HEADINGS, 'end'];

const RISEN = 'risen';
const WEEK_HEADINGS = ['rose', 'roseEnd', 'byDay'];
export const WEEK_CUTS = [...NEWS, ...LAYOUTS, RISEN, ...WEEK_HEADINGS, 'day', 'earlier', 'end'];

/** The cuts of a week's layout in their order: a paper that rose after its day has one more. */
export const weekCuts = (papers: {now: string}[], days: number): string[] => [
  ...papers.flatMap(({now}) => (now === '' ? LAYOUTS : [...LAYOUTS, RISEN])),
  ...WEEK_HEADINGS,
  ...Array.from({length: days}, () => 'day'),
  'earlier',
  'end',
];

type SplitResult = {kind: 'part'; part: PartFragments} | {kind: 'broken'; faults: TemplateFault[]};

/** Splits a rendered part at its markers. Markers that do not make a mail are faults of the template. */
export const splitFragments = ({
  text,
  word,
  count,
  expected: ofWeek,
  template,
  slots,
}: {
  text: string;
  word: string;
  /** How many papers the edition has. */
  count: number;
  /** The cuts of a week's layout, or null for that of a day. */
  expected: string[] | null;
  template: Template;
  /** Those that have a value outside of papers. */
  slots: readonly string[];
}): SplitResult => {
  const segments = splitAtMarkers({text, word});
  const isGrouped = segments.some(({cut}) => HEADINGS.includes(cut));
  const between = isGrouped ? HEADINGS : ONE_HEADING;
  const ofDay = [...Array.from({length: count}, () => LAYOUTS).flat(), ...between, 'end'];
  const hasNews = segments[1]?.cut === NEWS[0];
  const expected = ['top', ...(hasNews ? NEWS : []), ...(ofWeek ?? ofDay)];
  const place = expected.findIndex((cut, at) => segments[at]?.cut !== cut);
  if (place !== -1 || segments.length > expected.length)
    return {
      kind: 'broken',
      faults: [cutFault({template, found: segments[place]?.cut, wanted: expected[place]})],
    };
  const faults = segments.flatMap(({cut, segment}) => segmentFaults({cut, segment, template, slots}));
  if (faults.length > 0) return {kind: 'broken', faults: onlyOnce(faults)};
  const named = (name: string): Segment[] =>
    segments.filter(({cut}) => cut === name).map(({segment}) => segment);
  const the = (name: string): Segment => named(name)[0] ?? [];
  const headings = {yours: the('yours'), topic: the('topic'), others: the('others')};
  const week = ofWeek && {
    ...{rose: the('rose'), roseEnd: the('roseEnd'), byDay: the('byDay'), earlier: the('earlier')},
    ...{risen: risenRows(segments), day: named('day')},
  };
  return {
    kind: 'part',
    part: {
      ...(hasNews ? {news: {head: the('newsHead'), line: the('news'), end: the('newsEnd')}} : {}),
      ...{top: the('top'), leads: named('lead'), briefs: named('brief'), inBrief: the('inBrief')},
      ...(isGrouped ? {headings} : {}),
      ...(week ? {week} : {}),
      end: the('end'),
    },
  };
};

/** For each paper, which begins with its first layout, the row of one that rose, or nothing. */
const risenRows = (segments: CutSegment[]): Segment[] =>
  segments.flatMap(({cut}, place) => {
    if (cut !== LAYOUTS[0]) return [];
    const after = segments[place + LAYOUTS.length];
    return [after?.cut === RISEN ? after.segment : []];
  });

/** Each paper begins with a cut in each layout; headings and `cut.end` follow the last. */
const cutFault = ({
  template,
  found,
  wanted,
}: {
  template: Template;
  found: string | undefined;
  wanted: string | undefined;
}): TemplateFault => {
  const isThere = found === undefined ? 'the mail ends' : `"cut.${found}" stands`;
  const problem =
    wanted === undefined
      ? 'there are cuts after "cut.end"'
      : `${isThere} where "cut.${wanted}" belongs: each paper has a cut in each layout, then come ` +
        'those of headings, and "cut.end"';
  return {file: template.file, line: lineOf(template.text, 'cut'), problem};
};

/** Slots that have no value at their place, and conditions without an end. */
const segmentFaults = ({
  cut,
  segment,
  template,
  slots,
}: {
  cut: string;
  segment: Segment;
  template: Template;
  slots: readonly string[];
}): TemplateFault[] => {
  const isPaper = cut === RISEN || LAYOUTS.some(layout => layout === cut);
  const inside = new Map([
    ['topic', TOPIC_SLOTS],
    ['news', NEWS_SLOTS],
  ]).get(cut);
  const allowed = isPaper ? PAPER_SLOTS : (inside ?? slots);
  const markers = segment.filter((_, place) => place % 2 === 1);
  return markers.flatMap((marker, place) => {
    const name = marker.replace(/^[?/]/, '');
    const variable = `${{'?': 'when', '/': 'done'}[marker.charAt(0)] ?? 'slot'}.${name}`;
    const fault = (problem: string): TemplateFault[] => [
      {file: template.file, line: lineOf(template.text, variable, isPaper ? 'cut' : ''), problem},
    ];
    if (!allowed.includes(name)) {
      const outside = inside ? `in "cut.${cut}"` : `outside of a paper in ${template.file}`;
      const place = isPaper ? 'inside of a paper' : outside;
      return fault(`"${variable}" has no value ${place}`);
    }
    const isEnded = !marker.startsWith('?') || markers.indexOf(`/${name}`, place) !== -1;
    return isEnded ? [] : fault(`"${variable}" has no "done.${name}" after it`);
  });
};

const onlyOnce = (faults: TemplateFault[]): TemplateFault[] => [
  ...new Map(faults.map(fault => [faultInWords(fault), fault])).values(),
];
