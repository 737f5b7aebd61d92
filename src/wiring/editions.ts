import {setImmediate} from 'node:timers/promises';
import type {EditionContent, EditionId} from '../editions/edition.ts';
import {loadCuration} from '../editions/pool/load-curation.ts';
import {currentId, loadPool} from '../editions/pool/load-pool.ts';
import {whyNoPapers} from '../editions/pool/why-no-papers.ts';
import {openLastRenderer} from '../mail/edition-renderer.ts';
import type {PaperId} from '../papers/paper.ts';
import {askForPaper} from '../papers/sources/ask-for-paper.ts';
import {buildEdition} from '../use-cases/editions/build-edition.ts';
import {collectAndBuild} from '../use-cases/editions/collect-and-build.ts';
import {curatePaper} from '../use-cases/editions/curate-paper.ts';
import {decideSuggestion} from '../use-cases/editions/decide-suggestion.ts';
import {listSuggestions} from '../use-cases/editions/list-suggestions.ts';
import {previewEdition} from '../use-cases/editions/preview-edition.ts';
import {readEdition} from '../use-cases/editions/read-edition.ts';
import {showSample} from '../use-cases/editions/show-sample.ts';
import {suggestPaper} from '../use-cases/editions/suggest-paper.ts';
import {writeNote} from '../use-cases/editions/write-note.ts';
import {makeCurrentSpace} from '../use-cases/papers/make-current-space.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';
import type {wirePapers} from './papers/papers.ts';

/** What can be done with editions until they are sent, and how they are read. */
export const wireEditions = (
  foundation: Foundation,
  papers: Pick<ReturnType<typeof wirePapers>, 'collect'>,
) => {
  const {editions, archive, letterhead, templatesDir, sources, clock, subscribers, log, traces} = foundation;
  const currentSpace = () => makeCurrentSpace({...foundation, takeTurns: setImmediate});
  const deps = {
    ...foundation,
    currentSpace,
    loadPool: (id: EditionId) => loadPool(foundation, id),
    loadCuration: (id: EditionId) => loadCuration(foundation, id),
    countLikes: subscribers.countLikes,
    countFollowers: subscribers.countFollowers,
    currentId: (paper: PaperId) => currentId(foundation, paper),
    catchUpHours: foundation.config.CATCH_UP_HOURS,
    whyNoPapers: (id: EditionId) => whyNoPapers(foundation, id),
    compile: (content: EditionContent) => foundation.compile({content, letterhead, templatesDir}),
    lastRenderer: openLastRenderer({letterhead, templatesDir}),
    askFor: (id: PaperId) => askForPaper(sources, {id, now: clock.now()}),
  };
  const {build} = bindDeps(deps, {build: buildEdition});
  return {
    build,
    collectAndBuild: traces.traced(
      'build',
      (id: EditionId) =>
        collectAndBuild({sources, collectPapers: papers.collect, buildEdition: build, log}, id),
      {editionOf: id => id, outcomeOf: ({kind}) => ({outcome: kind})},
    ),
    ...bindDeps(deps, {
      find: readEdition,
      preview: previewEdition,
      sample: showSample,
      curatePaper,
      writeNote,
      suggest: suggestPaper,
      listSuggestions,
      decideSuggestion,
    }),
    /** What an operator decided of an edition so far, or before it froze. */
    curation: deps.loadCuration,
    latest: editions.latest,
    list: editions.list,
    archive,
  };
};
