import type {Paper, PaperId} from '../../src/papers/paper.ts';
import type {LikedPaper} from '../../src/ranking/interests.ts';
import {foldWords} from '../../src/ranking/words.ts';
import type {DayList} from './files.ts';

export type Size = 'rare' | 'middle' | 'common';

/** A reader who follows one topic: a keyword that the sources gave, which no order under test sees. */
export type Follower = {
  /** As they would type it. */
  topic: string;
  size: Size;
  /** Papers with the keyword from before the test days, in an order of chance's own. */
  liked: LikedPaper[];
  wants(id: PaperId): boolean;
};

/** Keywords must stand on so many papers before the test days and on so many in them. */
const MIN_PAPERS = 5;

/** Of the papers before the test days, up to which share have the keyword. */
const SIZES: [Size, number][] = [
  ['rare', 0.01],
  ['middle', 0.04],
  ['common', 1],
];

const MAX_LIKED = 10;

/** Every keyword that is frequent enough becomes one follower; nothing is picked by hand. */
export const simulateFollowers = ({
  before,
  testDays,
  chance,
}: {
  before: DayList[];
  testDays: DayList[];
  chance: () => number;
}): Follower[] => {
  const known = labelled(before);
  const tested = labelled(testDays);
  const fold = keywordFolding(known);
  const wanted = papersByKeyword(tested, fold);
  return [...papersByKeyword(known, fold)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([keyword, papers]): Follower[] => {
      const ids = new Set(wanted.get(keyword)?.map(({id}) => id));
      if (papers.length < MIN_PAPERS || ids.size < MIN_PAPERS) return [];
      const share = papers.length / known.length;
      return [
        {
          topic: keyword,
          size: SIZES.find(([, most]) => share < most)?.[0] ?? 'common',
          liked: shuffled(papers, chance).slice(0, MAX_LIKED).map(withoutKeywords),
          wants: id => ids.has(id),
        },
      ];
    });
};

/** What an order under test may see of a paper. */
export const withoutKeywords = <Text extends {keywords: string[]}>(paper: Text): Text => ({
  ...paper,
  keywords: [],
});

/** Each paper that has keywords, once. */
const labelled = (lists: DayList[]): Paper[] => [
  ...new Map(
    lists
      .flatMap(({papers}) => papers)
      .filter(({paper}) => paper.keywords.length > 0)
      .map(({paper}) => [paper.id, paper]),
  ).values(),
];

const papersByKeyword = (papers: Paper[], fold: (keyword: string) => string): Map<string, Paper[]> => {
  const byKeyword = new Map<string, Paper[]>();
  for (const paper of papers)
    for (const keyword of new Set(paper.keywords.map(fold)))
      if (keyword !== '') byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), paper]);
  return byKeyword;
};

const IN_PARENTHESES = /^(.*?)\s*\(([^)]*)\)$/;

/** A short form counts as such when so many keywords gave it beside the same long one. */
const MIN_PROOFS = 2;

/** `LLMs`, `large language models (LLMs)` and `large language model` are one keyword. */
const keywordFolding = (papers: Paper[]): ((keyword: string) => string) => {
  const proofs = new Map<string, Map<string, number>>();
  for (const keyword of papers.flatMap(({keywords}) => keywords)) {
    const [, long = '', short = ''] = IN_PARENTHESES.exec(keyword) ?? [];
    const [from, to] = [foldWords(short).trim(), foldWords(long).trim()];
    if (from === '' || from.length >= to.length) continue;
    const counts = proofs.get(from) ?? new Map<string, number>();
    proofs.set(from, counts.set(to, (counts.get(to) ?? 0) + 1));
  }
  const longForms = new Map<string, string>();
  for (const [short, counts] of proofs) {
    const [best] = [...counts].sort(([, a], [, b]) => b - a);
    if (best && best[1] >= MIN_PROOFS) longForms.set(short, best[0]);
  }
  return keyword => {
    const folded = foldWords(IN_PARENTHESES.exec(keyword)?.[1] ?? keyword).trim();
    return longForms.get(folded) ?? folded;
  };
};

/** Fisher and Yates. */
const shuffled = <Value>(values: Value[], chance: () => number): Value[] => {
  const mixed = [...values];
  for (let place = mixed.length - 1; place > 0; place--) {
    const other = Math.floor(chance() * (place + 1));
    const [here, there] = [mixed[place], mixed[other]];
    if (here === undefined || there === undefined) continue;
    mixed[place] = there;
    mixed[other] = here;
  }
  return mixed;
};
