import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../../templates/languages/speech.ts';
import type {Paper} from '../../../papers/paper.ts';
import {bibtexOf} from '../../archive/citations/bibtex.ts';
import {cslJsonOf} from '../../archive/citations/csl-json.ts';
import {risOf} from '../../archive/citations/ris.ts';
import type {WebDeps} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {refuseLink, verifyOwnerLink} from '../links.ts';
import {savedPapers} from './saved-papers.ts';

/** Which of a reader's papers a file has: those that they asked for more like, or those that they saved. */
export type ListName = 'liked' | 'saved';

/** The formats of a list of papers, by the ending of its name. */
const formats = {
  bib: {
    name: 'BibTeX',
    mediaType: 'text/x-bibtex',
    print: (papers: Paper[]) => papers.map(bibtexOf).join('\n'),
  },
  ris: {
    name: 'RIS',
    mediaType: 'application/x-research-info-systems',
    print: (papers: Paper[]) => papers.map(risOf).join('\r\n'),
  },
  json: {name: 'CSL-JSON', mediaType: 'application/vnd.citationstyles.csl+json', print: cslJsonOf},
} as const;

export type FileEnding = keyof typeof formats;

export const fileEndings = Object.keys(formats) as FileEnding[];

/**
 * `GET /manage/:token/liked.bib`, `.ris`, `.json`, and the same of `saved`: a list for a reference manager.
 */
export const downloadList =
  (deps: WebDeps, {list, ending}: {list: ListName; ending: FileEnding}) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber} = link;
    const papers =
      list === 'saved'
        ? await savedPapers(deps, subscriber)
        : (await deps.papers.findAll(subscriber.opinions.more)).flatMap(one => (one ? [one.paper] : []));
    const {mediaType, print} = formats[ending];
    return c.body(print(papers), 200, {
      'Content-Type': `${mediaType}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${list}-papers.${ending}"`,
    });
  };

/** A link to each file; `to` makes paths below the settings page's. */
export const downloads = (to: (path: string) => string, list: ListName, {say}: Speech): Html[] =>
  fileEndings.map(
    (ending, at) =>
      html`${at === 0 ? '' : say('comma')}<a href="${to(`/${list}.${ending}`)}"
 aria-label="${say('saved.listAs', {format: formats[ending].name})}">${formats[ending].name}</a>`,
  );
