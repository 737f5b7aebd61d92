import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  type Manifest,
  packManifest,
  packMessageIds,
  unpackManifest,
  unpackMessageIds,
} from '../../../src/delivery/ledger/manifest.ts';
import {noInterests} from '../../../src/ranking/interests.ts';
import {readReason} from '../../../src/ranking/reasons/earlier-reasons.ts';
import {selectPapers} from '../../../src/ranking/selection.ts';
import {indexedOf} from '../../ranking/candidates.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';

/** Of no, one and many papers; every paper, every second one and few of them are about what is followed. */
const editions = [0, 1, 12, 100].flatMap(count =>
  [1, 2, 14].map(every =>
    indexedOf(Array.from({length: count}, (_, place) => (place % every === 0 ? 'ab cd' : `p${place}`))),
  ),
);

const anyReason = fc.string({unit: 'grapheme'}).map(readReason);

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
  fc.array(fc.record({index: fc.nat(200), because: fc.array(anyReason, {maxLength: 3})}), {
    maxLength: 12,
  }),
);

const anyManifest: fc.Arbitrary<Manifest> = fc.record({
  keyId: fc.string(),
  members: fc.array(
    fc.record({
      number: fc.oneof(fc.integer({min: 1, max: 300}), fc.integer({min: 1, max: 2 ** 40})),
      epoch: fc.oneof(fc.constant(0), fc.nat()),
      selection: anySelection,
      avoided: fc.option(fc.string({unit: 'grapheme', minLength: 1}), {nil: undefined}),
    }),
    {maxLength: 6},
  ),
});

describe('a manifest', () => {
  test('gives the same bytes for the same members', () => {
    fc.assert(
      fc.property(anyManifest, manifest =>
        packManifest(manifest).equals(packManifest(structuredClone(manifest))),
      ),
      {numRuns: 20},
    );
  });

  test('of readers without preferences costs less than a byte a reader', () => {
    const selection = Array.from({length: 15}, (_, index) => ({index, because: []}));
    const members = Array.from({length: 100}, (_, at) => ({number: 900_000 + at, epoch: 0, selection}));
    expect(packManifest({keyId: 'abcd', members}).length).toBeLessThan(100);
  });

  test('that was cut off is an error and no shorter list of members', () => {
    const selection = [{index: 3, because: reasonsIn('you follow “folding”')}];
    const packed = packManifest({keyId: 'abcd', members: [{number: 1, epoch: 0, selection}]});
    for (let length = 0; length < packed.length; length++)
      expect(() => unpackManifest(packed.subarray(0, length))).toThrow();
  });
});

describe('message ids', () => {
  test('come out as they went in, whatever a transport calls its mails', () => {
    const anyId = fc.oneof(fc.uuid(), fc.stringMatching(/^[!-~]{1,40}$/));
    fc.assert(
      fc.property(fc.array(anyId, {minLength: 1, maxLength: 100}), ids => {
        expect(unpackMessageIds(packMessageIds(ids))).toEqual(ids);
      }),
    );
  });

  test('of Resend take 16 bytes each', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), {minLength: 1, maxLength: 100}), ids => {
        expect(packMessageIds(ids).length).toBe(1 + 16 * ids.length);
      }),
    );
  });
});
