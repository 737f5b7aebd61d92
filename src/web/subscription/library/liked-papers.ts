import type {Context} from 'hono';
import type {Paper} from '../../../papers/paper.ts';
import {bibtexOf} from '../../archive/citations/bibtex.ts';
import {cslJsonOf} from '../../archive/citations/csl-json.ts';
import {risOf} from '../../archive/citations/ris.ts';
import type {WebDeps} from '../../deps.ts';
import {refuseLink, verifyOwnerLink} from '../links.ts';

/** The formats of a list of papers, by the ending of its name. */
export const citationFormats = {
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

/** `GET /manage/:token/liked.bib`, `.ris` and `.json`: the papers that a subscriber asked for more like. */
export const downloadLiked =
  (deps: WebDeps, ending: keyof typeof citationFormats) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const found = await deps.papers.findAll(link.subscriber.opinions.more);
    const {mediaType, print} = citationFormats[ending];
    return c.body(print(found.flatMap(one => (one ? [one.paper] : []))), 200, {
      'Content-Type': `${mediaType}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="liked-papers.${ending}"`,
    });
  };
