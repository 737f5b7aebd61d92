import {setImmediate} from 'node:timers/promises';
import {openPaperSearch} from '../../search/paper-search.ts';
import {type CollectPapers, collectPapers} from '../../use-cases/papers/collect-papers.ts';
import {importPapers} from '../../use-cases/papers/import-papers.ts';
import {isCollectionDue} from '../../use-cases/papers/is-collection-due.ts';
import {makeCurrentSpace} from '../../use-cases/papers/make-current-space.ts';
import {rankPapers} from '../../use-cases/papers/rank-papers.ts';
import {
  openPlaceCatalogue,
  type UnderstandLibrary,
  understandLibrary,
} from '../../use-cases/papers/understand-library.ts';
import {bindDeps} from '../bind-deps.ts';
import type {Foundation} from '../foundation.ts';
import {openLibraryThreads} from './library-thread.ts';

/** What can be done with papers before they are in an edition. */
export const wirePapers = (foundation: Foundation) => {
  const {catalogue, spaces, clock, log, sources, lastTimes, traces} = foundation;
  const currentSpace = () => makeCurrentSpace({...foundation, takeTurns: setImmediate});
  const useCases = bindDeps(
    {...foundation, currentSpace, takeTurns: setImmediate},
    {
      collect: collectPapers,
      import: importPapers,
      isCollectionDue,
      rank: rankPapers,
      understandLibrary,
    },
  );
  const collect = traces.traced('collect', useCases.collect, {
    factsOf: ({days = []}: CollectPapers) => ({days: days.join(' ')}),
    outcomeOf: reports => ({imported: sumOf(reports.map(({imported}) => imported))}),
  });
  return {
    ...useCases,
    collect: async (wanted: CollectPapers = {}) => {
      const reports = await collect(wanted);
      for (const {kind, source} of reports)
        if (kind === 'collected') await lastTimes.note(`source:${source}`, clock.now());
      return reports;
    },
    /** Understands what people upload, while the process answers others. */
    understandUpload: openLibraryThreads({
      ...{catalogue, spaces, currentSpace, log},
      understandHere: useCases.understandLibrary,
    }),
    /** Understands many libraries in a row. */
    openUnderstandLibrary: () => {
      const placeCatalogue = openPlaceCatalogue(foundation);
      return (asked: UnderstandLibrary) =>
        understandLibrary({...foundation, currentSpace, takeTurns: setImmediate, placeCatalogue}, asked);
    },
    /** The names of the sources that are asked. */
    sources: sources.map(({name}) => name),
    search: openPaperSearch({catalogue, spaces, clock, log}),
    find: catalogue.find,
    /** In the ids' order; null where there is none. */
    findAll: catalogue.findAll,
    countLikes: foundation.subscribers.countLikes,
  };
};

const sumOf = (counts: number[]): number => counts.reduce((sum, count) => sum + count, 0);
