import type {Subscribers} from '../../../src/subscribers/store/subscriber-store.ts';
import {
  type ImportSubscribers,
  importSubscribers,
} from '../../../src/use-cases/subscribers/import/import-subscribers.ts';
import {noon} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';

export async function* inPieces(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

export const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

/** Imports a text in pieces of seven bytes, so that every boundary falls somewhere unlucky. */
export const importInto =
  (subscribers: Subscribers, now = noon, deps = depsAt(subscribers, now)) =>
  (text: string | Buffer, over: Partial<ImportSubscribers> = {}) =>
    importSubscribers(deps, {
      open: () => inPieces(Buffer.isBuffer(text) ? text : Buffer.from(text), 7),
      confirmed: true,
      consentText: 'They agreed.',
      ...over,
    });
