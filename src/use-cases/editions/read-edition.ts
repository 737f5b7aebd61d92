import type {Edition, EditionId, EditionPaper} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';

export type ReadEditionDeps = {
  editions: Pick<Editions, 'find'>;
  catalogue: Pick<Catalogue, 'findAll'>;
  log: Log;
};

/**
 * An edition as readers see it now, or null where there is none: as it was frozen, but that papers which were
 * withdrawn since say so first, and have no PDF any more.
 */
export const readEdition = async (deps: ReadEditionDeps, id: EditionId): Promise<Edition | null> => {
  const edition = await read(deps, id);
  const outcome = edition ? 'found' : 'unknown';
  deps.log.debug({event: 'edition.read', outcome, edition: id}, 'edition read');
  return edition;
};

const read = async ({editions, catalogue}: ReadEditionDeps, id: EditionId): Promise<Edition | null> => {
  const edition = await editions.find(id);
  if (!edition) return null;
  const {content} = edition;
  const now = await catalogue.findAll(content.papers.map(paper => paper.id));
  if (!now.some(candidate => candidate?.paper.isWithdrawn)) return edition;
  const papers = content.papers.map((paper, place) =>
    now[place]?.paper.isWithdrawn ? asWithdrawn(paper) : paper,
  );
  return {...edition, content: {...content, papers}};
};

const asWithdrawn = (paper: EditionPaper): EditionPaper => ({
  ...paper,
  links: {...paper.links, pdf: null},
  reasons: [{kind: 'withdrawn'}, ...paper.reasons],
});
