import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {EditionId, Selection} from '../../editions/edition.ts';
import {fitting, MAX_HTML_BYTES, type Personal, placeHtml, placeText} from '../assemble.ts';
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
import {type Batch, toApiTags} from './batch.ts';
import type {EmailInput} from './email-input.ts';
import {digestHeaders, digestTags} from './headers.ts';
import {openKnownSlots} from './known-slots.ts';
import {
  insideOfJson,
  joinNeighbours,
  type Markers,
  markersOf,
  type OwnBytes,
  openStrips,
  type Piece,
  type Strip,
  sizeOf,
  toStrip,
  writeStrips,
} from './pieces.ts';

/** Mails that are laid out and counted, but not written. */
export type LaidOutBody = {
  mails: number;
  bytes: number;
  /** Writes them into a buffer of as many bytes. */
  writeInto(buffer: Buffer): Batch;
};

/** A mail with only a reader's own left open, and the preheader that it has. */
type Sheet = {
  beforeHtml: Strip[];
  html: Strip[];
  afterHtml: Strip[];
  preheader: Buffer;
  /** Whether its pieces are joined. */
  isJoined?: true;
};

/** What of a sheet is not the edition's. */
type OwnOfSheet = {selection: Selection; avoided: string} & Pick<EmailInput, 'form' | 'news'>;

/** With so many readers of one call for a selection it pays to join its pieces first. */
const SHARED_BY = 4;

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
  return emails => {
    const readers = countReaders(emails);
    return bodyOf(emails.map(email => printerFor(email.language)(email, readers.get(email.selection) ?? 0)));
  };
};

type PrintMail = (email: EmailInput, readers: number) => LaidOutMail;

const openMailPrinter = (stored: StoredFragments, edition: EditionId): PrintMail => {
  const layOut = openSheets(stored, edition);
  const {publicUrl} = stored.letterhead;
  /** Sheets of selections, for as long as the selection itself is kept. */
  const kept = {full: new WeakMap<Selection, Sheet>(), short: new WeakMap<Selection, Sheet>()};

  const sheetFor = (own: OwnOfSheet, readers: number): Sheet => {
    const {selection, avoided, news, form = 'full'} = own;
    if (avoided !== '' || news) return layOut(own);
    const known = kept[form].get(selection);
    if (known && (known.isJoined || readers < SHARED_BY)) return known;
    const sheet = known ?? layOut(own);
    const made = readers < SHARED_BY ? sheet : joinedSheet(sheet);
    kept[form].set(selection, made);
    return made;
  };

  const fittingSheet = (email: EmailInput, own: OwnBytes, sheet: Sheet): Sheet => {
    // What is escaped has no fewer bytes than what is read.
    if (sizeOf(sheet.html, own) <= MAX_HTML_BYTES) return sheet;
    const ofReader = ownOfSheet(email, stored);
    const personal = digestLinks({publicUrl, edition, ...email});
    return layOut({...ofReader, selection: fitting({...ofReader, fragments: stored.fragments, personal})});
  };

  return (email, readers) => {
    const whole = sheetFor(ownOfSheet(email, stored), readers);
    const own = ownBytes(email, edition, whole);
    const sheet = fittingSheet(email, own, whole);
    const {beforeHtml, html, afterHtml, preheader} = sheet;
    return {strips: [beforeHtml, html, afterHtml], own: sheet === whole ? own : {...own, preheader}};
  };
};

const ownOfSheet = (
  {selection, avoided, news, form}: EmailInput,
  {fragments}: StoredFragments,
): OwnOfSheet => ({
  selection,
  avoided: leftOutLine(avoided, frozenSpeech(fragments)),
  ...{news, form},
});

const countReaders = (emails: EmailInput[]): Map<Selection, number> => {
  const readers = new Map<Selection, number>();
  for (const {selection} of emails) readers.set(selection, (readers.get(selection) ?? 0) + 1);
  return readers;
};

const ownBytes = (email: EmailInput, edition: EditionId, {preheader}: Sheet): OwnBytes => {
  const {name, number, instanceId, address} = email;
  const tags = digestTags({edition, run: name.run, chunk: name.chunk, number, instanceId});
  return {
    unsubscribeToken: Buffer.from(email.unsubscribeToken),
    manageToken: Buffer.from(email.manageToken),
    opinionToken: Buffer.from(email.opinionToken),
    tags: Buffer.from(JSON.stringify(toApiTags(tags))),
    address: insideOfJson(address),
    preheader,
  };
};

const joinedSheet = ({beforeHtml, html, afterHtml, preheader}: Sheet): Sheet => ({
  ...{beforeHtml: joinedStrips(beforeHtml), html: joinedStrips(html), afterHtml: joinedStrips(afterHtml)},
  ...{preheader, isJoined: true},
});

const joinedStrips = (strips: Strip[]): Strip[] => [
  toStrip(joinNeighbours(strips.flatMap(({pieces}) => pieces))),
];

/** Makes sheets of an edition: its letterhead and the links are laid out once for all of them. */
const openSheets = (stored: StoredFragments, edition: EditionId) => {
  const {letterhead, fragments} = stored;
  const markers = markersOf(unusedMarker([JSON.stringify(stored), edition]));
  const personal = digestLinks({publicUrl: letterhead.publicUrl, edition, ...markers.tokens});
  const toStrips = openStrips(ownValues(personal, markers));
  const known = {html: openKnownSlots(), text: openKnownSlots(), preheader: markers.preheader};
  const headers = JSON.stringify(digestHeaders({letterhead, edition, ...personal}));
  const from = JSON.stringify(letterhead.from);
  const beforeHtml = [toStrip(markers.split(`{"from":${from},"headers":${headers},"html":"`))];
  const replyTo = letterhead.replyTo === null ? '' : `"reply_to":${JSON.stringify(letterhead.replyTo)},`;
  const speech = frozenSpeech(fragments);
  const subjects = openMemory((selection: Selection) => {
    const subject = JSON.stringify(subjectOf(fragments, selection, speech));
    return toStrip([Buffer.from(`",${replyTo}"subject":${subject},"tags":`), 'tags', TO_TEXT]);
  });
  const preheaders = openMemory((facts: PreheaderFacts) =>
    insideOfJson(escapeHtml(preheaderOf(fragments, facts, speech))),
  );
  return (own: OwnOfSheet): Sheet => {
    const {selection} = own;
    const parts = {...own, fragments, personal, known};
    const {own: owns, isOnTopics, titles} = preheaderFacts(fragments, selection);
    return {
      beforeHtml,
      html: toStrips(placeHtml(parts)),
      afterHtml: [
        subjects(`${selection[0]?.index} ${selection.length}`, selection),
        ...toStrips(placeText(parts)),
        TO_ADDRESS,
      ],
      preheader: preheaders(`${owns} ${isOnTopics} ${titles.join(' ')}`, {own: owns, isOnTopics, titles}),
    };
  };
};

/** How many subjects and preheaders are kept of an edition. */
const MAX_REMEMBERED = 2_000;

/** Makes a value once for each name, as long as it is kept. */
const openMemory = <From, Value>(make: (from: From) => Value): ((name: string, from: From) => Value) => {
  const made = new Map<string, Value>();
  return (name, from) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (made.size >= MAX_REMEMBERED) made.clear();
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

type LaidOutMail = {strips: Strip[][]; own: OwnBytes};

const bodyOf = (mails: LaidOutMail[]): LaidOutBody => {
  let bytes = OPEN.length + NEXT.length * Math.max(0, mails.length - 1) + CLOSE.length;
  for (const {strips, own} of mails) for (const some of strips) bytes += sizeOf(some, own);
  return {
    mails: mails.length,
    bytes,
    writeInto: buffer => {
      let at = 0;
      for (const [place, {strips, own}] of mails.entries()) {
        buffer.set(place === 0 ? OPEN : NEXT, at);
        at += 1;
        for (const some of strips) at = writeStrips(buffer, at, {strips: some, own});
      }
      buffer.set(CLOSE, at);
      return {body: buffer.subarray(0, at + 1), mails: mails.length};
    },
  };
};
