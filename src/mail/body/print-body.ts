import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {EditionId, Selection} from '../../editions/edition.ts';
import {fitting, MAX_HTML_BYTES, type Personal, placeHtml, placeText} from '../assemble.ts';
import {digestLinks} from '../digest-links.ts';
import type {StoredFragments} from '../fragments.ts';
import {escapeHtml, unusedMarker} from '../slots.ts';
import {frozenSpeech} from '../words/frozen-words.ts';
import {leftOutLine, subjectOf} from '../words/reader-words.ts';
import {type Batch, toApiTags} from './batch.ts';
import type {EmailInput} from './email-input.ts';
import {digestHeaders, digestTags} from './headers.ts';
import {
  insideOfJson,
  joinNeighbours,
  type OwnBytes,
  openPieces,
  type Piece,
  sizeOf,
  type TokenMarkers,
  tokenMarkers,
  writePieces,
} from './pieces.ts';

/** Mails that are laid out and counted, but not written. */
export type LaidOutBody = {
  mails: number;
  bytes: number;
  /** Writes them into a buffer of as many bytes. */
  writeInto(buffer: Buffer): Batch;
};

/** A mail with only a reader's own left open. */
type Sheet = {beforeHtml: Piece[]; html: Piece[]; afterHtml: Piece[]};

/** What of a sheet is not the edition's. */
type OwnOfSheet = {selection: Selection; avoided: string; form: EmailInput['form']};

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
  /** Sheets of selections that many readers have, for as long as the selection itself is kept. */
  const shared = {full: new WeakMap<Selection, Sheet>(), short: new WeakMap<Selection, Sheet>()};

  const sheetFor = (own: OwnOfSheet, readers: number): Sheet => {
    const {selection, avoided, form = 'full'} = own;
    const known = avoided === '' ? shared[form].get(selection) : undefined;
    if (known) return known;
    const sheet = layOut(own);
    if (avoided !== '' || readers < SHARED_BY) return sheet;
    const joined = joinedSheet(sheet);
    shared[form].set(selection, joined);
    return joined;
  };

  const fittingSheet = (email: EmailInput, own: OwnBytes, readers: number): Sheet => {
    const {selection, form} = email;
    const avoided = leftOutLine(email.avoided, frozenSpeech(stored.fragments));
    const ofReader = {selection, avoided, form};
    const sheet = sheetFor(ofReader, readers);
    // What is escaped has no fewer bytes than what is read.
    if (sizeOf(sheet.html, own) <= MAX_HTML_BYTES) return sheet;
    const personal = digestLinks({publicUrl, edition, ...email});
    return layOut({...ofReader, selection: fitting({...ofReader, fragments: stored.fragments, personal})});
  };

  return (email, readers) => {
    const own = ownBytes(email, edition);
    const {beforeHtml, html, afterHtml} = fittingSheet(email, own, readers);
    return {pieces: [...beforeHtml, ...html, ...afterHtml], own};
  };
};

const countReaders = (emails: EmailInput[]): Map<Selection, number> => {
  const readers = new Map<Selection, number>();
  for (const {selection} of emails) readers.set(selection, (readers.get(selection) ?? 0) + 1);
  return readers;
};

const ownBytes = (email: EmailInput, edition: EditionId): OwnBytes => {
  const {name, number, instanceId, address} = email;
  const tags = digestTags({edition, run: name.run, chunk: name.chunk, number, instanceId});
  return {
    unsubscribeToken: Buffer.from(email.unsubscribeToken),
    manageToken: Buffer.from(email.manageToken),
    opinionToken: Buffer.from(email.opinionToken),
    tags: Buffer.from(JSON.stringify(toApiTags(tags))),
    address: insideOfJson(address),
  };
};

const joinedSheet = ({beforeHtml, html, afterHtml}: Sheet): Sheet => ({
  beforeHtml: joinNeighbours(beforeHtml),
  html: joinNeighbours(html),
  afterHtml: joinNeighbours(afterHtml),
});

/** Makes sheets of an edition: its letterhead and the links are laid out once for all of them. */
const openSheets = (stored: StoredFragments, edition: EditionId) => {
  const {letterhead, fragments} = stored;
  const markers = tokenMarkers(unusedMarker([JSON.stringify(stored), edition]));
  const personal = digestLinks({publicUrl: letterhead.publicUrl, edition, ...markers.tokens});
  const toPieces = openPieces(linkPieces(personal, markers));
  const known = {html: new Map(), text: new Map()};
  const headers = JSON.stringify(digestHeaders({letterhead, edition, ...personal}));
  const beforeHtml = markers.split(
    `{"from":${JSON.stringify(letterhead.from)},"headers":${headers},"html":"`,
  );
  const replyTo = letterhead.replyTo === null ? '' : `"reply_to":${JSON.stringify(letterhead.replyTo)},`;
  return (own: OwnOfSheet): Sheet => {
    const {selection} = own;
    const parts = {...own, fragments, personal, known};
    const subject = JSON.stringify(subjectOf(fragments, selection, frozenSpeech(fragments)));
    return {
      beforeHtml,
      html: toPieces(placeHtml(parts)),
      afterHtml: [
        ...[Buffer.from(`",${replyTo}"subject":${subject},"tags":`), 'tags' as const, TO_TEXT],
        ...toPieces(placeText(parts)),
        ...[TO_ADDRESS, 'address' as const, END_OF_MAIL],
      ],
    };
  };
};

const TO_TEXT = Buffer.from(',"text":"');
const TO_ADDRESS = Buffer.from('","to":"');
const END_OF_MAIL = Buffer.from('"}');

/** The links of nobody, as HTML and as text has them, in pieces. */
const linkPieces = (
  {unsubscribeUrl, manageUrl, opinionUrl}: Personal,
  {split}: TokenMarkers,
): Map<string, Piece[]> => {
  const links = [unsubscribeUrl, manageUrl, opinionUrl].flatMap(link => [link, escapeHtml(link)]);
  return new Map(links.map(link => [link, split(insideOfJson(link).toString())]));
};

const [OPEN, NEXT, CLOSE] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')];

type LaidOutMail = {pieces: Piece[]; own: OwnBytes};

const bodyOf = (mails: LaidOutMail[]): LaidOutBody => {
  const signs = OPEN.length + NEXT.length * Math.max(0, mails.length - 1) + CLOSE.length;
  const bytes = mails.reduce((sum, {pieces, own}) => sum + sizeOf(pieces, own), signs);
  return {
    mails: mails.length,
    bytes,
    writeInto: buffer => {
      let at = 0;
      for (const [place, mail] of mails.entries()) {
        buffer.set(place === 0 ? OPEN : NEXT, at);
        at = writePieces(buffer, at + 1, mail);
      }
      buffer.set(CLOSE, at);
      return {body: buffer.subarray(0, at + 1), mails: mails.length};
    },
  };
};
