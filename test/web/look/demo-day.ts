import {fileURLToPath} from 'node:url';
import type {EditionPaper} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {openTestSite, required, type TestSite} from '../../support/test-site.ts';

/** The bundled day: 23 real papers, with sentences that were written for this project. */
export const DEMO_DAY = '2025-03-12';

const FILE = fileURLToPath(new URL(`../../../src/cli/demo/${DEMO_DAY}.json`, import.meta.url));

/** A site with the bundled day as its one edition, and its papers in the catalogue. */
export const openDemoDay = async (): Promise<TestSite> => {
  const site = await openTestSite();
  await site.paperboy.papers.import({paths: [FILE], date: DEMO_DAY});
  const built = await site.paperboy.editions.build(dailyEdition(DEMO_DAY));
  if (built.kind !== 'ready') throw new Error(built.reason);
  return site;
};

/** The papers of the bundled day as often as it takes, each under an id of its own. */
export const fiftyPapers = async (site: TestSite): Promise<EditionPaper[]> => {
  const {content} = required(await site.paperboy.editions.find(dailyEdition(DEMO_DAY)));
  return Array.from({length: 50}, (_, place) => ({
    ...required(content.papers[place % content.papers.length]),
    id: required(parsePaperId(`2503.${10_001 + place}`)),
    rank: place + 1,
  }));
};
