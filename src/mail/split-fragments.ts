import type {PartFragments} from './fragments.ts';
import {LAYOUTS} from './printed-values.ts';
import {type Segment, splitAtMarkers} from './slots.ts';
import {faultInWords, type Template, type TemplateFault} from './template-files.ts';
import {lineOf} from './template-lines.ts';

/** Slots with a value outside of papers. */
export const TEXT_SLOTS = ['count', 'leftOut', 'avoided', 'viewUrl', 'manageUrl', 'unsubscribeUrl'] as const;
export const HTML_SLOTS = [...TEXT_SLOTS, 'preheader'] as const;
/** Slots with a value inside of a paper. */
export const PAPER_SLOTS = ['rank', 'because', 'opinionUrl'] as const;
export const CUTS = [...LAYOUTS, 'inBrief', 'end'] as const;

type SplitResult = {kind: 'part'; part: PartFragments} | {kind: 'broken'; faults: TemplateFault[]};

/** Splits a rendered part at its markers. Markers that do not make a mail are faults of the template. */
export const splitFragments = ({
  text,
  word,
  count,
  template,
  slots,
}: {
  text: string;
  word: string;
  /** How many papers the edition has. */
  count: number;
  template: Template;
  /** Those that have a value outside of papers. */
  slots: readonly string[];
}): SplitResult => {
  const segments = splitAtMarkers({text, word});
  const expected = ['top', ...Array.from({length: count}, () => LAYOUTS).flat(), 'inBrief', 'end'];
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
  const [top = [], inBrief = [], end = []] = [...named('top'), ...named('inBrief'), ...named('end')];
  return {
    kind: 'part',
    part: {top, leads: named('lead'), briefs: named('brief'), inBrief, end},
  };
};

/** Each paper begins with a cut in each layout; `cut.inBrief` and `cut.end` follow the last. */
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
        '"cut.inBrief" and "cut.end"';
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
  const isPaper = LAYOUTS.some(layout => layout === cut);
  const allowed: readonly string[] = isPaper ? PAPER_SLOTS : slots;
  const markers = segment.filter((_, place) => place % 2 === 1);
  return markers.flatMap((marker, place) => {
    const name = marker.replace(/^[?/]/, '');
    const variable = `${{'?': 'when', '/': 'done'}[marker.charAt(0)] ?? 'slot'}.${name}`;
    const fault = (problem: string): TemplateFault[] => [
      {file: template.file, line: lineOf(template.text, variable, isPaper ? 'cut' : ''), problem},
    ];
    if (!allowed.includes(name)) {
      const place = isPaper ? 'inside of a paper' : `outside of a paper in ${template.file}`;
      return fault(`"${variable}" has no value ${place}`);
    }
    const isEnded = !marker.startsWith('?') || markers.indexOf(`/${name}`, place) !== -1;
    return isEnded ? [] : fault(`"${variable}" has no "done.${name}" after it`);
  });
};

const onlyOnce = (faults: TemplateFault[]): TemplateFault[] => [
  ...new Map(faults.map(fault => [faultInWords(fault), fault])).values(),
];
