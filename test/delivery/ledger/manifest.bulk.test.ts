import fc from 'fast-check';
import {expect, test} from 'vitest';
import {packManifest, unpackManifest} from '../../../src/delivery/ledger/manifest.ts';
import {anyManifest} from './manifests.ts';

test('comes out of its pack as it went in', () => {
  fc.assert(
    fc.property(anyManifest, manifest => {
      expect(unpackManifest(packManifest(manifest))).toEqual(manifest);
    }),
    {numRuns: 100},
  );
});
