import {deflateRawSync, inflateRawSync} from 'node:zlib';
import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {LeftOut} from '../../ranking/avoided.ts';
import type {MailNews} from '../../ranking/library/news/news-index.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import type {Selection} from '../../ranking/selection.ts';
import {Numbered} from './packing/numbered.ts';
import {type PackedSelections, packSelections, unpackSelections} from './packing/packed-selections.ts';
import {fromStep, nextOf, readColumns, toStep, writeColumns} from './packing/whole-numbers.ts';

export type Member = {
  /** The subscriber's number. */
  number: number;
  /** The epoch of the manage link. */
  epoch: number;
  selection: Selection;
  /** What words to avoid left out, where they did; as an older version told it, a sentence. */
  avoided?: LeftOut | string;
  /** News of papers that are the subscriber's, where there was some. */
  news?: MailNews;
  /** Absent for the full form. */
  form?: 'short';
  /** The language of the mail, where it is another than the fragments'. */
  language?: LanguageCode;
};

/** What a frozen chunk says, in numbers only: no address and no name stands in it. */
export type Manifest = {
  /** Which secret signs the links. */
  keyId: string;
  members: Member[];
};

/**
 * Packs a manifest: a line of JSON with what is text, then columns of whole numbers, since equal bytes side
 * by side deflate best. It is kept for as long as the ledger, so that a byte here is a byte for each
 * subscriber and edition.
 */
export const packManifest = ({keyId, members}: Manifest): Buffer => {
  const selections = new Numbered<Selection>(openSelectionNames());
  const backwards = members.map(({selection}) => {
    const known = selections.size;
    const place = selections.of(selection);
    // 0 is a new selection, 1 the newest so far: where all differ, all are 0.
    return place === known ? 0 : known - place;
  });
  const {reasons, columns} = packSelections(selections.all());
  const avoided = members.flatMap((member, place) => (member.avoided ? [[place, member.avoided]] : []));
  const news = members.flatMap((member, place) => (member.news ? [[place, member.news]] : []));
  const short = members.flatMap(({form}, place) => (form === 'short' ? [place] : []));
  const languages = spokenBy(members);
  const said = {
    ...{keyId, reasons},
    ...(avoided.length === 0 ? {} : {avoided}),
    ...(news.length === 0 ? {} : {news}),
    ...(short.length === 0 ? {} : {short}),
    ...(languages.length === 0 ? {} : {languages}),
  };
  const text = Buffer.from(`${JSON.stringify(said)}\n`);
  const steps = members.map(({number}, place) => toStep(number - (members[place - 1]?.number ?? 0)));
  const epochs = members.map(({epoch}) => epoch);
  return deflateRawSync(Buffer.concat([text, writeColumns([steps, epochs, backwards, ...columns])]));
};

/** Names that are equal where selections have the same papers for the same reasons. */
const openSelectionNames = (): ((selection: Selection) => string) => {
  const reasons = new Numbered<Reason>();
  return selection => {
    let name = '';
    for (const {index, because} of selection) {
      name += ` ${index}`;
      for (const reason of because) name += `:${reasons.of(reason)}`;
    }
    return name;
  };
};

/** The places of the members who read another language than the fragments'. */
const spokenBy = (members: Member[]): [LanguageCode, number[]][] => {
  const places = new Map<LanguageCode, number[]>();
  for (const [place, {language}] of members.entries())
    if (language !== undefined) places.set(language, [...(places.get(language) ?? []), place]);
  return [...places];
};

/**
 * The line of JSON: of places of members, what `avoided` and `news` tell each, which have the short form, and
 * who reads which language.
 */
type SaidInText = Pick<PackedSelections, 'reasons'> & {
  keyId: string;
  avoided?: [number, LeftOut | string][];
  news?: [number, MailNews][];
  short?: number[];
  languages?: [LanguageCode, number[]][];
};

/** Unpacks what `packManifest` packed. */
export const unpackManifest = (packed: Buffer): Manifest => {
  const bytes = inflateRawSync(packed);
  const end = bytes.indexOf('\n');
  const {
    keyId,
    reasons,
    avoided = [],
    news = [],
    short = [],
    languages = [],
  }: SaidInText = JSON.parse(bytes.subarray(0, end).toString());
  const told = new Map(avoided);
  const newsOf = new Map(news);
  const spoken = new Map(languages.flatMap(([code, places]) => places.map(place => [place, code] as const)));
  const isShort = new Set(short);
  const [steps = [], epochs = [], backwards = [], ...columns] = readColumns(bytes.subarray(end + 1));
  const selections = unpackSelections({reasons, columns});
  const epoch = nextOf(epochs);
  const back = nextOf(backwards);
  let number = 0;
  let known = 0;
  const members = steps.map((step, place) => {
    number += fromStep(step);
    const backward = back();
    const selection = selections[known - backward];
    if (!selection) throw new Error('the manifest names a selection that it does not hold');
    if (backward === 0) known++;
    const leftOut = told.get(place);
    const ownNews = newsOf.get(place);
    const language = spoken.get(place);
    return {
      ...{number, epoch: epoch(), selection},
      ...(leftOut === undefined ? {} : {avoided: leftOut}),
      ...(ownNews === undefined ? {} : {news: ownNews}),
      ...(language === undefined ? {} : {language}),
      ...(isShort.has(place) ? {form: 'short' as const} : {}),
    };
  });
  return {keyId, members};
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Message ids in the order of the mails: Resend's UUIDs in 16 bytes each, anything else as text. */
export const packMessageIds = (ids: string[]): Buffer =>
  ids.every(id => UUID.test(id))
    ? Buffer.concat([Buffer.from('u'), Buffer.from(ids.join('').replaceAll('-', ''), 'hex')])
    : Buffer.from(`t${ids.join('\n')}`);

/** Unpacks what `packMessageIds` packed. */
export const unpackMessageIds = (packed: Buffer): string[] => {
  if (packed.subarray(0, 1).toString() === 't') return packed.subarray(1).toString().split('\n');
  const hex = packed.subarray(1).toString('hex');
  const ids: string[] = [];
  for (let at = 0; at < hex.length; at += 32) {
    const id = hex.slice(at, at + 32);
    ids.push([id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-'));
  }
  return ids;
};
