import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Paper} from '../../src/papers/paper.ts';
import {parsePapersPage} from '../../src/papers/sources/files/papers-page.ts';
import {noInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import {synonymsOf} from '../../src/ranking/topics/topic-list.ts';
import {foldWords} from '../../src/ranking/words.ts';
import {packageRoot} from '../../src/settings/package-root.ts';

const FILE = 'papers-page-mar-12.txt';
/** Beside the project, or beside the folder of its work trees. */
const path = ['..', '../..']
  .map(above => join(packageRoot, above, 'shared', 'data', FILE))
  .find(candidate => existsSync(candidate));

if (path === undefined)
  process.stderr.write(
    `SKIPPED: ${FILE} is missing from ../shared/data; no selection is made from the page\n`,
  );

const readPapers = (file: string): Paper[] => {
  const page = parsePapersPage(readFileSync(file, 'utf8'), {date: '2025-03-12', namedDay: null, now: 0});
  if (page.kind === 'refused') throw new Error(page.reason);
  return page.items.map(({paper}) => paper);
};

/** Titles and reasons of what somebody gets who follows these topics. */
const selectFor = (papers: Paper[], topics: string[]) =>
  selectPapers({
    index: indexPapers(papers.map(paper => ({...paper, votes: null}))),
    interests: {...noInterests, topics, papers: 15},
  }).map(({index, because}) => ({paper: papers[index], because}));

const holds = (paper: Paper | undefined, topic: string): boolean =>
  [topic, ...synonymsOf(topic)].some(name =>
    [paper?.title ?? '', paper?.abstract ?? ''].some(text => foldWords(text).includes(foldWords(name))),
  );

const UNLEARNING = ['machine unlearning', 'concept erasure'];
const CONTRASTIVE = ['contrastive learning'];

test.skipIf(path === undefined)(
  'a page of 80 papers without votes gives each follower their own papers first',
  () => {
    const papers = readPapers(path ?? '');
    expect(papers.length).toBeGreaterThanOrEqual(78);
    const unlearning = selectFor(papers, UNLEARNING);
    const contrastive = selectFor(papers, CONTRASTIVE);
    const titlesOf = (selected: typeof unlearning) => selected.map(({paper}) => paper?.title ?? '');

    const aboutUnlearning = titlesOf(unlearning).slice(0, 7);
    for (const title of aboutUnlearning) expect(title).toMatch(/unlearning|concept eras(ure|ing)/i);
    expect(
      titlesOf(contrastive)
        .slice(0, 8)
        .filter(title => /contrastive/i.test(title)).length,
    ).toBeGreaterThanOrEqual(6);
    expect(
      titlesOf(contrastive)
        .slice(0, 8)
        .filter(title => aboutUnlearning.includes(title)),
    ).toEqual([]);
  },
);

test.skipIf(path === undefined)(
  'each reason on that page is true, and each paper that was put first has one',
  () => {
    const papers = readPapers(path ?? '');
    for (const topics of [UNLEARNING, CONTRASTIVE]) {
      const selected = selectFor(papers, topics);
      expect(selected.filter(({because}) => because.length > 0).length).toBeGreaterThanOrEqual(7);
      for (const {paper, because} of selected)
        for (const [, topic = ''] of because.join().matchAll(/“([^”]*)”/g)) {
          expect(topics).toContain(topic);
          expect(holds(paper, topic)).toBe(true);
        }
    }
  },
);
