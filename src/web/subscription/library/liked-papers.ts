import type {Context} from 'hono';
import {bibtexOf} from '../../archive/bibtex.ts';
import type {WebDeps} from '../../deps.ts';
import {refuseLink, verifyOwnerLink} from '../links.ts';

/** `GET /manage/:token/liked.bib`: the papers that a subscriber asked for more like, as BibTeX. */
export const downloadLiked =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const found = await deps.papers.findAll(link.subscriber.opinions.more);
    const text = found.flatMap(one => (one ? [bibtexOf(one.paper)] : [])).join('\n');
    return c.body(text, 200, {
      'Content-Type': 'text/x-bibtex; charset=utf-8',
      'Content-Disposition': 'attachment; filename="liked-papers.bib"',
    });
  };
