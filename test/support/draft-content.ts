import type {OpenPaperboy} from '../../chaos/open-with-stores.ts';
import {draftEdition} from '../../src/editions/draft-edition.ts';
import type {EditionContent, EditionId} from '../../src/editions/edition.ts';
import {loadCuration} from '../../src/editions/pool/load-curation.ts';
import {loadPool} from '../../src/editions/pool/load-pool.ts';

/** What an edition would say if it froze now. */
export const draftContent = async ({stores}: OpenPaperboy, edition: EditionId): Promise<EditionContent> => {
  const draft = await draftEdition(
    {
      currentSpace: async () => null,
      loadPool: id => loadPool(stores, id),
      loadCuration: id => loadCuration(stores, id),
      countLikes: stores.subscribers.countLikes,
      countFollowers: stores.subscribers.countFollowers,
    },
    edition,
  );
  return draft.content;
};
