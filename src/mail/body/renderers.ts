import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Spaces} from '../../editions/learning/space-store.ts';
import {compileForLetterhead, createRenderer, type EditionRenderer, spaceOf} from '../edition-renderer.ts';
import type {StoredFragments} from '../fragments.ts';

/** How many renderers are kept in memory. */
const MAX_RENDERERS = 4;

export type RenderersDeps = {
  editions: Pick<Editions, 'find' | 'compiled' | 'keepCompiled'>;
  spaces: Pick<Spaces, 'find'>;
  /** The operator's custom templates, or null for the built-in ones. */
  templatesDir: string | null;
};

/** Finds the renderer of an edition and a variant, with the languages that its readers use. */
export type FindRenderer = (
  id: EditionId,
  fragments: string,
  languages?: Iterable<LanguageCode>,
) => Promise<EditionRenderer>;

/** Finds renderers, and loads each at its first use. */
export const openRenderers = (deps: RenderersDeps): FindRenderer => {
  const ready = new Map<string, Promise<EditionRenderer>>();
  const find = (id: EditionId, fragments: string): Promise<EditionRenderer> => {
    const key = `${id} ${fragments}`;
    const known = ready.get(key);
    if (known) return known;
    const renderer = loadRenderer(deps, id, fragments);
    // A renderer that could not be loaded is tried again at the next call.
    renderer.catch(() => ready.delete(key));
    ready.set(key, renderer);
    const oldest = ready.keys().next().value;
    if (ready.size > MAX_RENDERERS && oldest !== undefined) ready.delete(oldest);
    return renderer;
  };
  return async (id, fragments, languages = []) => {
    const renderer = await find(id, fragments);
    for (const language of languages)
      if (!renderer.speaks(language))
        renderer.learn(language, await inLanguage(deps, {id, fragments, language}));
    return renderer;
  };
};

const loadRenderer = async (
  {editions, spaces}: RenderersDeps,
  id: EditionId,
  fragments: string,
): Promise<EditionRenderer> => {
  const {content, json} = await readVariant(editions, id, fragments);
  return createRenderer({content, json, space: await spaceOf(content, spaces)});
};

const readVariant = async (
  editions: Pick<Editions, 'find' | 'compiled'>,
  id: EditionId,
  fragments: string,
) => {
  const [edition, json] = await Promise.all([editions.find(id), editions.compiled(id, fragments)]);
  if (!edition || json === null)
    throw new Error(`edition ${id} or its fragments ${fragments.slice(0, 12)} are gone from Redis`);
  return {content: edition.content, json};
};

type Wanted = {id: EditionId; fragments: string; language: LanguageCode};

/**
 * A variant in another language, compiled with the same letterhead when the first reader needs it, and kept:
 * what was kept first stands for every worker and every repeat. Templates that make no mail by now leave the
 * reader with the language that the edition has.
 */
const inLanguage = async (deps: RenderersDeps, {id, fragments, language}: Wanted): Promise<string> => {
  const {editions, templatesDir} = deps;
  const hash = `${fragments}.${language}`;
  const kept = await editions.compiled(id, hash);
  if (kept !== null) return kept;
  const {content, json} = await readVariant(editions, id, fragments);
  const {letterhead}: StoredFragments = JSON.parse(json);
  const compiled = await compileForLetterhead({
    content,
    letterhead: {...letterhead, language},
    templatesDir,
  });
  await editions.keepCompiled(id, {hash, json: compiled.kind === 'compiled' ? compiled.json : json});
  return (await editions.compiled(id, hash)) ?? json;
};
