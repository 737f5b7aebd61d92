import fc from 'fast-check';
import type {Manifest} from '../../../src/delivery/ledger/manifest.ts';
import {noInterests} from '../../../src/ranking/interests.ts';
import {readReason} from '../../../src/ranking/reasons/earlier-reasons.ts';
import {selectPapers} from '../../../src/ranking/selection.ts';
import {indexedOf} from '../../ranking/candidates.ts';
import {paperId} from '../../search/texts.ts';

/** Of no, one and many papers; every paper, every second one and few of them are about what is followed. */
const editions = [0, 1, 12, 100].flatMap(count =>
  [1, 2, 14].map(every =>
    indexedOf(Array.from({length: count}, (_, place) => (place % every === 0 ? 'ab cd' : `p${place}`))),
  ),
);

const anySelection = fc.oneof(
  // What the ranking makes: what is followed first, then the rest in order.
  fc
    .record({index: fc.constantFrom(...editions), papers: fc.integer({min: 1, max: 40})})
    .map(({index, papers}) =>
      selectPapers({
        index,
        interests: {...noInterests, topics: ['ab', 'cd', 'emoji 🙂', 'a “quoted” one'], papers},
      }),
    ),
  // And what it might come to make.
  fc.array(
    fc.record({
      index: fc.nat(200),
      because: fc.array(fc.string({unit: 'grapheme'}).map(readReason), {maxLength: 3}),
    }),
    {
      maxLength: 12,
    },
  ),
);

const anyNews = fc.record({
  lines: fc.array(
    fc.record({
      kind: fc.constant('version' as const),
      paper: fc.constant(paperId('2603.00001')),
      title: fc.string({unit: 'grapheme'}),
      version: fc.nat(),
    }),
  ),
  more: fc.nat(),
});

export const anyManifest: fc.Arbitrary<Manifest> = fc.record({
  keyId: fc.string(),
  members: fc.array(
    fc.record({
      number: fc.oneof(fc.integer({min: 1, max: 300}), fc.integer({min: 1, max: 2 ** 40})),
      epoch: fc.oneof(fc.constant(0), fc.nat()),
      selection: anySelection,
      avoided: fc.option(fc.string({unit: 'grapheme', minLength: 1}), {nil: undefined}),
      news: fc.option(anyNews, {nil: undefined}),
      form: fc.constantFrom('short' as const, undefined),
    }),
    {maxLength: 6},
  ),
});
