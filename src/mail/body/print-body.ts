import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {EditionId, Selection} from '../../editions/edition.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import {arrange, fitting, MAX_HTML_BYTES, type Personal, setPart, slotsOf} from '../assemble.ts';
import {digestLinks} from '../digest-links.ts';
import type {StoredFragments} from '../fragments.ts';
import {escapeHtml, unusedMarker} from '../slots.ts';
import {frozenSpeech} from '../words/frozen-words.ts';
import {
  leftOutLine,
  type PreheaderFacts,
  preheaderFacts,
  preheaderOf,
  subjectOf,
} from '../words/reader-words.ts';
import {headingIn} from '../words/reading-order.ts';
import {type Batch, toApiTags} from './batch.ts';
import type {EmailInput} from './email-input.ts';
import {digestHeaders, digestTags} from './headers.ts';
import {
  insideOfJson,
  joinNeighbours,
  type Markers,
  type Measure,
  markersOf,
  measure,
  type OwnBytes,
  type Piece,
  type Strip,
  sizeOf,
  toStrip,
  writeStrips,
} from './pieces.ts';
import {openRecent} from './recent.ts';
import {openStripSetter} from './set-strips.ts';

/** Mails that are laid out and counted, but not written. */
export type LaidOutBody = {
  mails: number;
  bytes: number;
  /** Writes them into a buffer of as many bytes. */
  writeInto(buffer: Buffer): Batch;
};

/** A mail with only a reader's own left open, and the preheader that it has. */
type Sheet = {
  strips: readonly Strip[];
  whole: Measure;
  html: Measure;
  preheader: Buffer;
  /** How many mails were printed from it. */
  uses: number;
};

/** What of a sheet is not the edition's. */
type OwnOfSheet = {selection: Selection; avoided: string} & Pick<EmailInput, 'news' | 'form'>;

/** How many sheets are kept of an edition in a language: up to 20 kB each once their pieces are joined. */
const MAX_SHEETS = 250;

/** From the so-many-th reader on it pays to join a sheet's pieces first. */
const JOINED_FOR = 3;

/** What was stored of an edition in a language; without one, in that of its fragments. */
export type StoredIn = (language?: LanguageCode) => StoredFragments;

/** Lays out the mails of an edition as the body of one call; the same arguments give the same bytes. */
export const openBodyPrinter = (
  storedIn: StoredIn,
  edition: EditionId,
): ((emails: EmailInput[]) => LaidOutBody) => {
  const printers = new WeakMap<StoredFragments, PrintMail>();
  const printerFor = (language: LanguageCode | undefined): PrintMail => {
    const stored = storedIn(language);
    const printer = printers.get(stored) ?? openMailPrinter(stored, edition);
    printers.set(stored, printer);
    return printer;
  };
  return emails => bodyOf(emails.map(email => printerFor(email.language)(email)));
};

type PrintMail = (email: EmailInput) => LaidOutMail;

const openMailPrinter = (stored: StoredFragments, edition: EditionId): PrintMail => {
  const layOut = openSheets(stored, edition);
  const {publicUrl} = stored.letterhead;
  const kept = {
    full: openRecent<Selection, Sheet>(MAX_SHEETS),
    short: openRecent<Selection, Sheet>(MAX_SHEETS),
  };
  const tagsFor = openTags(edition);

  const sheetFor = (own: OwnOfSheet): Sheet => {
    const {selection, avoided, news, form = 'full'} = own;
    if (avoided !== '' || news) return layOut(own);
    const known = kept[form].get(selection);
    const sheet = known ?? layOut(own);
    sheet.uses += 1;
    if (sheet.uses === JOINED_FOR) sheet.strips = [toStrip(joinNeighbours(piecesOf(sheet)))];
    if (!known) kept[form].set(selection, sheet);
    return sheet;
  };

  const fittingSheet = (email: EmailInput, own: OwnBytes, sheet: Sheet): Sheet => {
    // What is escaped has no fewer bytes than what is read.
    if (sizeOf(sheet.html, own) <= MAX_HTML_BYTES) return sheet;
    const ofReader = ownOfSheet(email, stored);
    const personal = digestLinks({publicUrl, edition, ...email});
    return layOut({...ofReader, selection: fitting({...ofReader, fragments: stored.fragments, personal})});
  };

  return email => {
    const whole = sheetFor(ownOfSheet(email, stored));
    const own: OwnBytes = {
      unsubscribeToken: Buffer.from(email.unsubscribeToken),
      manageToken: Buffer.from(email.manageToken),
      opinionToken: Buffer.from(email.opinionToken),
      tags: tagsFor(email),
      address: insideOfJson(email.address),
      preheader: whole.preheader,
    };
    const sheet = fittingSheet(email, own, whole);
    return {sheet, own: sheet === whole ? own : {...own, preheader: sheet.preheader}};
  };
};

const piecesOf = ({strips}: Sheet): Piece[] => strips.flatMap(({pieces}) => pieces);

const ownOfSheet = (
  {selection, avoided, news, form}: EmailInput,
  {fragments}: StoredFragments,
): OwnOfSheet => ({
  selection,
  avoided: avoided === undefined ? '' : leftOutLine(avoided, frozenSpeech(fragments)),
  ...{news, form},
});

/** The tags of mails, of which those of one chunk differ in the subscriber's number alone. */
const openTags = (edition: EditionId) => {
  let of = {run: 0, chunk: '', instanceId: '' as string | null, before: '', after: ''};
  return ({name: {run, chunk}, instanceId, number}: EmailInput): Buffer => {
    if (of.run !== run || of.chunk !== chunk || of.instanceId !== instanceId) {
      const json = JSON.stringify(toApiTags(digestTags({edition, run, chunk, number: 0, instanceId})));
      // No value holds quotes of its own.
      const [before = '', after = ''] = json.split(/(?<="name":"subscriber","value":")0(?=")/);
      of = {run, chunk, instanceId, before, after};
    }
    return Buffer.from(`${of.before}${number}${of.after}`);
  };
};

/** Makes sheets of an edition: its letterhead and the links are laid out once for all of them. */
const openSheets = (stored: StoredFragments, edition: EditionId) => {
  const {letterhead, fragments} = stored;
  const markers = markersOf(unusedMarker([JSON.stringify(stored), edition]));
  const personal = digestLinks({publicUrl: letterhead.publicUrl, edition, ...markers.tokens});
  const owns = ownValues(personal, markers);
  const set = {
    html: openStripSetter(slotsOf.html(fragments, personal), owns),
    text: openStripSetter(slotsOf.text(fragments, personal), owns),
  };
  const headers = JSON.stringify(digestHeaders({letterhead, edition, ...personal}));
  const from = JSON.stringify(letterhead.from);
  const beforeHtml = toStrip(markers.split(`{"from":${from},"headers":${headers},"html":"`));
  const replyTo = letterhead.replyTo === null ? '' : `"reply_to":${JSON.stringify(letterhead.replyTo)},`;
  const speech = frozenSpeech(fragments);
  const subjects = openMemory((selection: Selection) => {
    const subject = JSON.stringify(subjectOf(fragments, selection, speech));
    return toStrip([Buffer.from(`",${replyTo}"subject":${subject},"tags":`), 'tags', TO_TEXT]);
  });
  const preheaders = openMemory((facts: PreheaderFacts) =>
    insideOfJson(escapeHtml(preheaderOf(fragments, facts, speech))),
  );
  const headings = openMemory((because: Reason[]) => headingIn(speech)(because));
  const headingFor = (because: Reason[]) => headings(because, because);
  return ({selection, avoided, news, form}: OwnOfSheet): Sheet => {
    const arrangement = arrange({fragments, selection, news, form}, headingFor);
    const {facts} = arrangement;
    const told = {avoided, news, preheader: markers.preheader};
    const html = setPart(fragments.html, arrangement, set.html(facts, told));
    const text = setPart(fragments.text, arrangement, set.text(facts, told));
    const subject = subjects(`${selection[0]?.index} ${selection.length}`, selection);
    const strips = [beforeHtml, ...html, subject, ...text, TO_ADDRESS];
    const shown = preheaderFacts(fragments, selection, facts);
    return {
      ...{strips, whole: measure(strips), html: measure(html), uses: 0},
      preheader: preheaders(`${shown.own} ${shown.isOnTopics} ${shown.titles.join(' ')}`, shown),
    };
  };
};

/** How many subjects and preheaders are kept of an edition. */
const MAX_REMEMBERED = 2_000;

/** Makes a value once for each name, as long as it is kept. */
const openMemory = <Name, From, Value>(make: (from: From) => Value): ((name: Name, from: From) => Value) => {
  const made = openRecent<Name, Value>(MAX_REMEMBERED);
  return (name, from) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const value = make(from);
    made.set(name, value);
    return value;
  };
};

const TO_TEXT = Buffer.from(',"text":"');
const TO_ADDRESS = toStrip([Buffer.from('","to":"'), 'address', Buffer.from('"}')]);

/** The links of nobody, as HTML and as text has them, and what stands for a preheader, in pieces. */
const ownValues = (
  {unsubscribeUrl, manageUrl, opinionUrl}: Personal,
  {split, preheader}: Markers,
): Map<string, Piece[]> => {
  const links = [unsubscribeUrl, manageUrl, opinionUrl].flatMap(link => [link, escapeHtml(link)]);
  return new Map([
    ...links.map(link => [link, split(insideOfJson(link).toString())] as const),
    [preheader, ['preheader']],
  ]);
};

const [OPEN, NEXT, CLOSE] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')];

type LaidOutMail = {sheet: Sheet; own: OwnBytes};

const bodyOf = (mails: LaidOutMail[]): LaidOutBody => {
  let bytes = OPEN.length + NEXT.length * Math.max(0, mails.length - 1) + CLOSE.length;
  for (const {sheet, own} of mails) bytes += sizeOf(sheet.whole, own);
  return {
    mails: mails.length,
    bytes,
    writeInto: buffer => {
      let at = 0;
      for (const [place, {sheet, own}] of mails.entries()) {
        buffer.set(place === 0 ? OPEN : NEXT, at);
        at = writeStrips(buffer, at + 1, {strips: sheet.strips, own});
      }
      buffer.set(CLOSE, at);
      return {body: buffer.subarray(0, at + 1), mails: mails.length};
    },
  };
};
