import {openPaperSearch} from '../search/paper-search.ts';
import {collectPapers} from '../use-cases/papers/collect-papers.ts';
import {importPapers} from '../use-cases/papers/import-papers.ts';
import {isCollectionDue} from '../use-cases/papers/is-collection-due.ts';
import {rankPapers} from '../use-cases/papers/rank-papers.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';

/** What can be done with papers before they are in an edition. */
export const wirePapers = (foundation: Foundation) => {
  const {catalogue, spaces, clock, log, sources} = foundation;
  return {
    ...bindDeps(foundation, {
      collect: collectPapers,
      import: importPapers,
      isCollectionDue,
      rank: rankPapers,
    }),
    /** The names of the sources that are asked. */
    sources: sources.map(({name}) => name),
    search: openPaperSearch({catalogue, spaces, clock, log}),
    find: catalogue.find,
    /** In the ids' order; null where there is none. */
    findAll: catalogue.findAll,
    countLikes: foundation.subscribers.countLikes,
  };
};
