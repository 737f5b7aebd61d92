import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {Edition} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';
import type {EditionRenderer} from '../../mail/edition-renderer.ts';
import type {Mail} from '../../mail/mail.ts';
import {noInterests} from '../../ranking/interests.ts';
import {defaultPreferences} from '../../subscribers/subscriber.ts';
import {asLook, type LinkKeys} from '../../subscribers/tokens.ts';
import {mailToLookAt} from './preview-edition.ts';

export type ShowSampleDeps = {
  editions: Pick<Editions, 'latest'>;
  /** Null where the templates make no mail. */
  lastRenderer: (edition: Edition, language: LanguageCode) => Promise<EditionRenderer | null>;
  linkKeys: LinkKeys;
  log: Log;
};

export type ShowSampleResult = {kind: 'mail'; mail: Mail} | {kind: 'none'};

/**
 * The mail of the newest edition as a reader who follows these topics gets it. It is anybody's: its links
 * only show what they would do.
 */
export const showSample = async (
  {editions, lastRenderer, linkKeys, log}: ShowSampleDeps,
  {topics, language}: {topics: string[]; language: LanguageCode},
): Promise<ShowSampleResult> => {
  const edition = await editions.latest();
  const renderer = edition && (await lastRenderer(edition, language));
  const interests = {...noInterests, papers: defaultPreferences.papers, topics};
  const result: ShowSampleResult = renderer
    ? {kind: 'mail', mail: mailToLookAt({renderer, interests, keys: asLook(linkKeys), reader: null})}
    : {kind: 'none'};
  log.debug({event: 'edition.sampled', outcome: result.kind}, 'sample shown');
  return result;
};
