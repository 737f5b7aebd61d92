import {createHash} from 'node:crypto';
import type {LanguageCode} from '../../templates/languages/languages.ts';
import type {Edition, EditionContent} from '../editions/edition.ts';
import type {Compiled} from '../editions/edition-store.ts';
import type {Spaces} from '../editions/learning/space-store.ts';
import {findLeftOut, type LeftOut} from '../ranking/avoided.ts';
import type {ReaderInterests} from '../ranking/interests.ts';
import {indexPapers} from '../ranking/paper-index.ts';
import type {Reason} from '../ranking/reasons/reason.ts';
import {type Selection, selectPapers} from '../ranking/selection.ts';
import type {LatentSpace} from '../ranking/space/latent-space.ts';
import {assembleMail} from './assemble.ts';
import type {EmailInput} from './body/email-input.ts';
import {digestHeaders, digestTags} from './body/headers.ts';
import {type LaidOutBody, openBodyPrinter, type StoredIn} from './body/print-body.ts';
import {openRecent} from './body/recent.ts';
import {compileChecked} from './checks/compile-checked.ts';
import {digestLinks} from './digest-links.ts';
import type {StoredFragments} from './fragments.ts';
import type {Letterhead, Mail} from './mail.ts';
import {faultInWords, type TemplateFault} from './template-files.ts';

/** An edition loaded for rendering: all that its mails are made from, read once and kept in memory. */
export type EditionRenderer = {
  /** The space that the edition was frozen with; null where there was none, or it is not kept any more. */
  space: LatentSpace | null;
  /** Of mails that name none. */
  language: LanguageCode;
  /** Whether its templates have a place for news of a reader's papers. */
  tellsNews: boolean;
  /** Whether mails in a language can be rendered. */
  speaks(language: LanguageCode): boolean;
  /** Takes what was stored of a language. */
  learn(language: LanguageCode, json: string): void;
  /** One subscriber's papers; `loadInterests` reads their interests. */
  select(interests: ReaderInterests): Selection;
  /** What the same subscriber's words to avoid left out; null for nothing. */
  findLeftOut(interests: ReaderInterests): LeftOut | null;
  /**
   * One subscriber's mail; the same arguments give the same bytes, on every machine and after every deploy.
   */
  render(email: EmailInput): Mail;
  /** The same mails as the body of one call. */
  layOut(emails: EmailInput[]): LaidOutBody;
};

/** What an edition's mails are compiled with. */
export type CompileInput = {
  letterhead: Letterhead;
  /** The operator's custom templates, or null for the built-in ones. */
  templatesDir: string | null;
};

export type CompileResult =
  | ({kind: 'compiled'} & Compiled)
  /** The operator's templates do not make a mail: in one line, with the place. */
  | {kind: 'refused'; reason: string};

/** Compiles an edition for a letterhead with the templates in force now. */
export const compileForLetterhead = async (
  wanted: CompileInput & {content: EditionContent},
): Promise<CompileResult> => {
  const outcome = await compileChecked(wanted);
  if (outcome.kind === 'broken') return {kind: 'refused', reason: refusalReason(outcome.faults)};
  const stored: StoredFragments = {letterhead: wanted.letterhead, fragments: outcome.fragments};
  const json = JSON.stringify(stored);
  return {kind: 'compiled', hash: createHash('sha256').update(json).digest('hex'), json};
};

/** The first fault as one line, with the number of the others. */
export const refusalReason = ([first, ...others]: TemplateFault[]): string =>
  `custom templates have errors: ${first ? faultInWords(first) : ''}${
    others.length > 0 ? ` (and ${others.length} more: paperboy templates check)` : ''
  }`;

/** Creates a renderer from what was stored with the edition, and from nothing else. */
export const createRenderer = ({
  content,
  json,
  space = null,
}: {
  content: EditionContent;
  json: string;
  /** The one that the content names. */
  space?: LatentSpace | null;
}): EditionRenderer => {
  const base: StoredFragments = JSON.parse(json);
  const language = base.fragments.language ?? 'en';
  const variants = new Map([[language, base]]);
  const storedIn: StoredIn = (wanted = language) => {
    const stored = variants.get(wanted);
    if (!stored) throw new Error(`the edition ${content.id} was not loaded in ${wanted}`);
    return stored;
  };
  const index = indexPapers(content.papers, space);
  return {
    space,
    language,
    tellsNews: base.fragments.html.news !== undefined,
    speaks: wanted => variants.has(wanted),
    learn: (wanted, stored) => variants.set(wanted, JSON.parse(stored)),
    select: rememberSelections(withKnown(interests => selectPapers({index, interests}))),
    findLeftOut: ({avoid}) => findLeftOut(index, avoid),
    layOut: openBodyPrinter(storedIn, content.id),
    render: ({name, instanceId, number, address, language: wanted, selection, form, ...given}) => {
      const {avoided, news, ...tokens} = given;
      const {letterhead, fragments} = storedIn(wanted);
      const links = digestLinks({
        publicUrl: letterhead.publicUrl,
        edition: content.id,
        ...tokens,
      });
      const {subject, html, text} = assembleMail({
        fragments,
        selection,
        avoided,
        news,
        form,
        personal: links,
      });
      return {
        from: letterhead.from,
        to: address,
        replyTo: letterhead.replyTo,
        subject,
        html,
        text,
        headers: digestHeaders({letterhead, edition: content.id, ...links}),
        tags: digestTags({edition: content.id, run: name.run, chunk: name.chunk, number, instanceId}),
      };
    },
  };
};

/** How many selections of equal interests are kept. */
const MAX_SELECTIONS = 200;

/**
 * Gives readers with the same interests the same selection, as long as it is kept. The body of a call is
 * printed faster where selections are one and the same.
 */
const rememberSelections = (select: EditionRenderer['select']): EditionRenderer['select'] => {
  const known = openRecent<string, Selection>(MAX_SELECTIONS);
  return interests => {
    if (isOwnAlone(interests)) return select(interests);
    const asked = JSON.stringify(interests);
    const found = known.get(asked);
    if (found !== undefined) return found;
    const selection = select(interests);
    known.set(asked, selection);
    return selection;
  };
};

/** How many lists of reasons, and how many selections, are kept to be found again. */
const MAX_FOUND_AGAIN = 1_000;

/**
 * Gives papers that readers have for the same reasons the same list of them, and readers with the same papers
 * the same selection, as long as they are kept: mails are printed and manifests are packed faster where they
 * are one and the same.
 */
const withKnown = (select: EditionRenderer['select']): EditionRenderer['select'] => {
  const reasons = openFound<Reason[]>();
  const selections = openFound<Selection>();
  return interests => {
    const selection = select(interests);
    let says = '';
    for (const entry of selection) {
      says += `${entry.index} `;
      if (entry.because.length === 0) continue;
      const why = saysOf(entry.because);
      says += why;
      entry.because = reasons(why, entry.because);
    }
    return selections(says, selection);
  };
};

/** What equal lists of reasons have alike; most name one topic alone, and JSON never begins as that does. */
const saysOf = (because: Reason[]): string => {
  const [first] = because;
  const isOneTopic = because.length === 1 && first?.kind === 'topics' && first.topics.length === 1;
  return isOneTopic ? `=${JSON.stringify(first.topics[0])}` : JSON.stringify(because);
};

/** Gives what was given first under the same name. */
const openFound = <Value>() => {
  const known = openRecent<string, Value>(MAX_FOUND_AGAIN);
  return (name: string, value: Value): Value => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, value);
    return value;
  };
};

/** Opinions and what was learned of a library are hardly ever those of two readers. */
const isOwnAlone = ({liked, disliked, learned, owned}: ReaderInterests): boolean =>
  liked.length + disliked.length > 0 || learned !== undefined || owned !== undefined;

/**
 * Renders whichever edition is asked for with the templates in force when it was asked for first; the last
 * one is kept in each language, since compiling takes a second. Null where the templates make no mail of it.
 */
export const openLastRenderer = (input: CompileInput) => {
  let last: {hash: string; byLanguage: Map<LanguageCode, Promise<EditionRenderer | null>>} | null = null;
  const compile = async (
    content: EditionContent,
    language: LanguageCode,
  ): Promise<EditionRenderer | null> => {
    const letterhead = {...input.letterhead, language};
    const compiled = await compileForLetterhead({...input, letterhead, content});
    return compiled.kind === 'compiled' ? createRenderer({content, json: compiled.json}) : null;
  };
  return (
    {content, hash}: Pick<Edition, 'content' | 'hash'>,
    language: LanguageCode,
  ): Promise<EditionRenderer | null> => {
    if (last?.hash !== hash) last = {hash, byLanguage: new Map()};
    const renderer = last.byLanguage.get(language) ?? compile(content, language);
    last.byLanguage.set(language, renderer);
    return renderer;
  };
};

/** The space that an edition names; null where it names none, or that is not kept any more. */
export const spaceOf = async (
  {space}: EditionContent,
  spaces: Pick<Spaces, 'find'>,
): Promise<LatentSpace | null> => (space === undefined ? null : spaces.find(space));
