import type {ImportBlock} from '../store/addresses/import-blocks.ts';
import type {SubscriberId} from '../subscriber-id.ts';
import type {PlaceCode} from '../tokens.ts';

/** Whom it is about, as far as who noted it knew; `place` is a fingerprint of the address. */
export type Whose = {number?: number; id?: SubscriberId; place?: PlaceCode};

/** What takes the right to write to somebody, or gives it back. */
export type WhatOfNo =
  | {what: 'ended'; state: 'unsubscribed' | 'suppressed'; why: string}
  /** Active or asked again after that. */
  | {what: 'back'}
  /** The record is gone. */
  | {what: 'removed'}
  | {what: 'blocked'; as: ImportBlock}
  /** To an address with another fingerprint. */
  | {what: 'moved'; to: PlaceCode | null}
  | {what: 'paused'; until: string | null}
  /** Settings links of a smaller epoch are void. */
  | {what: 'links-void'; epoch: number};

/**
 * A no as it is kept outside of Redis, so that a restored backup does not forget it: no address, no name.
 * `at`: ms since 1970; `instance`: whose numbers and fingerprints those are, where it is known.
 */
export type No = Whose & WhatOfNo & {at: number; instance?: string};
