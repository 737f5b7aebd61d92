import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  packManifest,
  packMessageIds,
  unpackManifest,
  unpackMessageIds,
} from '../../../src/delivery/ledger/manifest.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {anyManifest} from './manifests.ts';

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
