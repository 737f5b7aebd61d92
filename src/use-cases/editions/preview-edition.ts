import type {LoadInterests} from '../../delivery/chunks/load-interests.ts';
import {type DraftDeps, draftEdition} from '../../editions/draft-edition.ts';
import type {EditionContent, EditionId, Selection} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Spaces} from '../../editions/learning/space-store.ts';
import type {Log} from '../../log.ts';
import {
  type CompileInput,
  compileForLetterhead,
  createRenderer,
  type EditionRenderer,
  spaceOf,
} from '../../mail/edition-renderer.ts';
import type {Mail} from '../../mail/mail.ts';
import type {ReaderInterests} from '../../ranking/interests.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {defaultPreferences, noOpinions, type Subscriber} from '../../subscribers/subscriber.ts';
import {asLook, type LinkKeys, mintToken, NOBODY} from '../../subscribers/tokens.ts';

export type PreviewEditionDeps = Omit<CompileInput, 'content'> &
  DraftDeps & {
    editions: Pick<Editions, 'find'>;
    subscribers: Pick<Subscribers, 'find'>;
    linkKeys: LinkKeys;
    loadInterests: LoadInterests;
    spaces: Pick<Spaces, 'find'>;
    log: Log;
  };

export type PreviewEdition = {
  edition: EditionId;
  /**
   * The address of the subscriber whose mail it is; null for a reader without preferences, whose links belong
   * to nobody.
   */
  reader: string | null;
  /** What a reader without a record follows; nothing where it is absent. */
  topics?: readonly string[];
};

export type PreviewEditionResult =
  /** `isFrozen`: false for an edition that is not built yet and may change. */
  | ({kind: 'mail'; isFrozen: boolean} & ShownMail)
  | {kind: 'unknown-reader'}
  /** There is no such edition, and nothing to make it of. */
  | {kind: 'not-built'}
  /** The templates do not make a mail of it. */
  | {kind: 'refused'; reason: string};

/**
 * The mail of an edition as one reader would get it now, with today's templates; it belongs to no run, and
 * its links only show what they would do. Nothing is kept.
 */
export const previewEdition = async (
  deps: PreviewEditionDeps,
  wanted: PreviewEdition,
): Promise<PreviewEditionResult> => {
  const result = await preview(deps, wanted);
  const {edition} = wanted;
  deps.log.debug({event: 'edition.previewed', outcome: result.kind, edition}, 'edition previewed');
  return result;
};

const preview = async (
  deps: PreviewEditionDeps,
  {edition, reader: address, topics = []}: PreviewEdition,
): Promise<PreviewEditionResult> => {
  const reader = address === null ? null : await deps.subscribers.find(address);
  if (address !== null && !reader) return {kind: 'unknown-reader'};
  const frozen = await deps.editions.find(edition);
  const {content} = frozen ?? (await draftEdition(deps, edition));
  if (content.papers.length === 0) return {kind: 'not-built'};
  const rendered = await renderPreview(deps, {content, reader, topics});
  return rendered.kind === 'mail' ? {...rendered, isFrozen: frozen !== null} : rendered;
};

/** A mail, and the papers in it with why they are this reader's. */
export type ShownMail = {mail: Mail; papers: {title: string; because: Reason[]}[]};

type MailToPreview = {content: EditionContent; reader: Subscriber | null; topics?: readonly string[]};

export type RenderPreviewDeps = Pick<
  PreviewEditionDeps,
  'letterhead' | 'templatesDir' | 'linkKeys' | 'loadInterests' | 'spaces'
>;

/**
 * One reader's mail of an edition that is read already; null for a reader without preferences. Its links
 * change nothing: anyone who is shown the mail must not act for the reader.
 */
export const renderPreview = async (
  {letterhead, templatesDir, linkKeys, loadInterests, spaces}: RenderPreviewDeps,
  {content, reader, topics = []}: MailToPreview,
): Promise<({kind: 'mail'} & ShownMail) | {kind: 'refused'; reason: string}> => {
  const language = reader?.preferences.language ?? null;
  const compiled = await compileForLetterhead({
    content,
    letterhead: {...letterhead, ...(language === null ? {} : {language})},
    templatesDir,
  });
  if (compiled.kind === 'refused') return compiled;
  const space = await spaceOf(content, spaces);
  const renderer = createRenderer({content, json: compiled.json, space});
  const [interests] = await loadInterests(
    [reader ?? {preferences: {...defaultPreferences, topics: [...topics]}, opinions: noOpinions}],
    space,
  );
  if (!interests) throw new Error('one reader was asked about and no interests came');
  const mail = mailToLookAt({renderer, interests, keys: asLook(linkKeys), reader});
  return {kind: 'mail', mail, papers: papersIn(content, renderer.select(interests))};
};

const papersIn = ({papers}: EditionContent, selection: Selection): ShownMail['papers'] =>
  selection.flatMap(({index, because}) => {
    const paper = papers[index];
    return paper === undefined ? [] : [{title: paper.title, because}];
  });

type MailToLookAt = {
  renderer: EditionRenderer;
  interests: ReaderInterests;
  /** Those of links that change nothing. */
  keys: LinkKeys;
  /** Null for nobody. */
  reader: Subscriber | null;
};

/** A mail that belongs to no run. */
export const mailToLookAt = ({renderer, interests, keys, reader}: MailToLookAt): Mail => {
  const token = (scope: 'unsubscribe' | 'manage' | 'opinion', epoch: number) =>
    mintToken({keys, scope, reader: reader ?? NOBODY, epoch, expiresAt: null});
  return renderer.render({
    name: {run: 0, chunk: '0'},
    instanceId: null,
    number: reader?.number ?? NOBODY.number,
    address: reader?.address ?? 'reader@example.org',
    selection: renderer.select(interests),
    avoided: renderer.findLeftOut(interests) ?? undefined,
    form: interests.form,
    unsubscribeToken: token('unsubscribe', 0),
    manageToken: token('manage', reader?.epoch ?? 0),
    opinionToken: token('opinion', reader?.epoch ?? 0),
  });
};
