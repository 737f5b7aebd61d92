import {deflateRawSync, inflateRawSync} from 'node:zlib';
import type {Selection} from '../ranking/selection.ts';

export type Member = {
  /** The subscriber's number. */
  number: number;
  /** The epoch of the manage link. */
  epoch: number;
  selection: Selection;
};

/** What a frozen chunk says, in numbers only: no address and no name stands in it. */
export type Manifest = {
  /** Which secret signs the links. */
  keyId: string;
  members: Member[];
};

/** Packs a manifest: equal selections and equal reasons are written once, then deflated. */
export const packManifest = ({keyId, members}: Manifest): Buffer => {
  const selections = new Numbered();
  const reasons = new Numbered();
  const rows = members.map(({number, epoch, selection}) => {
    const packed = selection.map(({index, because}) => [index, ...because.map(reason => reasons.of(reason))]);
    return [number, selections.of(JSON.stringify(packed)), epoch];
  });
  const text = JSON.stringify({keyId, reasons: reasons.all(), selections: selections.all(), rows});
  return deflateRawSync(text);
};

type PackedManifest = {
  keyId: string;
  reasons: string[];
  selections: string[];
  rows: [number, number, number][];
};

/** Unpacks what `packManifest` packed. */
export const unpackManifest = (packed: Buffer): Manifest => {
  const {keyId, reasons, selections, rows}: PackedManifest = JSON.parse(inflateRawSync(packed).toString());
  const unpacked = selections.map(text => toSelection(JSON.parse(text), reasons));
  return {
    keyId,
    members: rows.map(([number, place, epoch]) => ({number, epoch, selection: unpacked[place] ?? []})),
  };
};

const toSelection = (packed: number[][], reasons: string[]): Selection =>
  packed.map(([index = 0, ...because]) => ({index, because: because.map(place => reasons[place] ?? '')}));

/** Gives each text the number of its first coming. */
class Numbered {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, known);
    return known;
  }

  all(): string[] {
    return [...this.#numbers.keys()];
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Message ids in the order of the mails: Resend's UUIDs in 16 bytes each, anything else as text. */
export const packMessageIds = (ids: string[]): Buffer =>
  ids.every(id => UUID.test(id))
    ? Buffer.concat([Buffer.from('u'), Buffer.from(ids.join('').replaceAll('-', ''), 'hex')])
    : Buffer.from(`t${ids.join('\n')}`);

/** Unpacks what `packMessageIds` packed. */
export const unpackMessageIds = (packed: Buffer): string[] => {
  if (packed.subarray(0, 1).toString() === 't') return packed.subarray(1).toString().split('\n');
  const hex = packed.subarray(1).toString('hex');
  const ids: string[] = [];
  for (let at = 0; at < hex.length; at += 32) {
    const id = hex.slice(at, at + 32);
    ids.push([id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-'));
  }
  return ids;
};
