import {expect, test} from 'vitest';
import {meanOf, scoreRelated} from '../../../bench/evaluate/related/evaluate-related.ts';
import {rankerOfLikes, rankerOfRelated, spaceOfSet} from '../../../bench/evaluate/related/rank-related.ts';
import {readRelatedRankings, readRelatedSet} from '../../../bench/evaluate/related/related-set.ts';
import {hasRelatedPapers, RELATED_PAPERS} from '../../support/texts/real-papers.ts';

test.skipIf(!hasRelatedPapers)(
  'on CSFCube (skipped without its data) the scorer agrees with its README, and ours hold their bars',
  () => {
    const set = readRelatedSet(RELATED_PAPERS);
    const space = spaceOfSet(set);
    const specter = readRelatedRankings(`${RELATED_PAPERS}/rankings/specter.jsonl`);
    expect(meanOf(scoreRelated(set.queries, ({id}) => specter.get(id)))).toBeCloseTo(0.5302, 4);
    expect(meanOf(scoreRelated(set.queries, rankerOfRelated(set, space)))).toBeGreaterThan(0.575);
    expect(meanOf(scoreRelated(set.queries, rankerOfLikes(set, space)))).toBeGreaterThan(0.483);
  },
);
