import {createHash} from 'node:crypto';

/**
 * A stretch of a mail with gaps: text, marker, text, marker, …, text. A marker names the slot whose value
 * stands there; `?name` begins and `/name` ends what stands only where that slot is not empty. Mails are
 * joined from segments and never searched, so what a paper or a person wrote cannot become a marker.
 */
export type Segment = string[];

/** The value of each slot by its name, ready for its part: escaped for HTML, plain for text. */
export type Slots = Readonly<Record<string, string>>;

/**
 * What a template prints to leave a marker: `{{ slot.rank }}`, `{{ when.because }}…{{ done.because }}`, `{{
 * cut.lead }}`.
 */
export type Markers = Record<'slot' | 'when' | 'done' | 'cut', Record<string, string>>;

/**
 * A marker word that stands nowhere in the given texts. It is made from their hash, so the same inputs give
 * the same word, and looked for in each of them, so its absence is proved and not only likely.
 */
export const unusedMarker = (texts: string[]): string => {
  for (let attempt = 0; ; attempt++) {
    const hash = createHash('sha256').update(String(attempt));
    for (const text of texts) hash.update(text);
    const word = hash.digest('hex').slice(0, 24);
    if (texts.every(text => !text.includes(word))) return word;
  }
};

/** The markers of a template that may name these slots and cuts. */
export const markersFor = ({
  word,
  slots,
  cuts,
}: {
  word: string;
  slots: readonly string[];
  cuts: readonly string[];
}): Markers => {
  const named = (names: readonly string[], sign: string) =>
    Object.fromEntries(names.map(name => [name, `${word}(${sign}${name})`]));
  return {slot: named(slots, ''), when: named(slots, '?'), done: named(slots, '/'), cut: named(cuts, '!')};
};

export type CutSegment = {cut: string; segment: Segment};

/** Splits a rendered template at its markers; what stands before the first cut is called `top`. */
export const splitAtMarkers = ({text, word}: {text: string; word: string}): CutSegment[] => {
  const parts = text.split(new RegExp(`${word}\\(([!?/]?[A-Za-z]+)\\)`));
  let current: Segment = [parts[0] ?? ''];
  const segments: CutSegment[] = [{cut: 'top', segment: current}];
  for (let place = 1; place < parts.length; place += 2) {
    const marker = parts[place] ?? '';
    const after = parts[place + 1] ?? '';
    if (!marker.startsWith('!')) {
      current.push(marker, after);
      continue;
    }
    current = [after];
    segments.push({cut: marker.slice(1), segment: current});
  }
  return segments;
};

/** Told of what stands in a segment, in order: a text by its place in the segment, and a slot's value. */
export type SegmentReader = {onText(place: number): void; onValue(value: string): void};

/**
 * Reads a segment with its slots filled. Throws where a slot has no value or an end is missing: a bug of the
 * template.
 */
export const readSegment = (segment: Segment, slots: Slots, {onText, onValue}: SegmentReader): void => {
  onText(0);
  for (let place = 1; place < segment.length; place += 2) {
    const marker = segment[place] ?? '';
    if (marker.startsWith('?')) {
      if (valueIn(slots, marker.slice(1)) === '') place = endOf(segment, marker.slice(1), place);
    } else if (!marker.startsWith('/')) onValue(valueIn(slots, marker));
    onText(place + 1);
  }
};

/** The segment with its slots filled, as text. Throws as `readSegment` does. */
export const fill = (segment: Segment, slots: Slots): string => {
  let text = '';
  readSegment(segment, slots, {
    onText: place => {
      text += segment[place] ?? '';
    },
    onValue: value => {
      text += value;
    },
  });
  return text;
};

const valueIn = (slots: Slots, name: string): string => {
  const value = slots[name];
  if (value === undefined) throw new Error(`the template names "${name}", which has no value here`);
  return value;
};

const endOf = (segment: Segment, name: string, from: number): number => {
  const end = segment.indexOf(`/${name}`, from);
  if (end === -1) throw new Error(`the template begins a part for "${name}" and does not end it`);
  return end;
};

const UNSAFE = /[&<>"']/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  UNSAFE.test(text) ? text.replace(/[&<>"']/g, found => ENTITIES[found] ?? found) : text;
