import type {ClaimedChunk} from '../../src/delivery/ledger/claimed-chunk.ts';
import type {Ledger} from '../../src/delivery/ledger/ledger.ts';

/** A ledger whose claimed chunks have some of their steps replaced by what `replace` makes of them. */
export const interceptChunks = (
  ledger: Ledger,
  replace: (chunk: ClaimedChunk) => Partial<ClaimedChunk>,
): Ledger => ({
  ...ledger,
  claim: async request => {
    const claimed = await ledger.claim(request);
    if (claimed.kind !== 'claimed') return claimed;
    const {chunk} = claimed;
    return {kind: 'claimed', chunk: {...chunk, ...replace(chunk)}};
  },
});
