import type {PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import type {Curation, Verdict} from './curation.ts';

/** One thing that an operator decides about an edition. */
export type CurationChange = (
  | {kind: 'verdict'; paper: PaperId; verdict: Verdict}
  | {kind: 'note'; text: string}
) & {
  /** The operator, for the audit. */
  who: string;
  /** ms since 1970. */
  at: number;
};

const TOLD: Record<Verdict, string> = {pin: 'pinned', drop: 'dropped', neither: 'neither pinned nor dropped'};

/** The field of a change, its value, the value of a field that there is not, and the audit's words. */
export const written = (change: CurationChange) =>
  change.kind === 'note'
    ? {
        field: 'note',
        value: change.text,
        unset: '',
        told: change.text === '' ? 'note removed' : 'note written',
      }
    : {
        field: `${PAPER}${change.paper}`,
        value: change.verdict,
        unset: 'neither',
        told: `${TOLD[change.verdict]}: ${change.paper}`,
      };

const PAPER = 'paper:';

/** Reads the hash of a curation; throws on a verdict that is none. */
export const parseCuration = (hash: Record<string, string>): Curation => ({
  revision: Number(hash.revision ?? 0),
  note: toWord(hash.note ?? '0:').value,
  verdicts: Object.entries(hash)
    .flatMap(([field, text]) => {
      const paper = field.startsWith(PAPER) ? parsePaperId(field.slice(PAPER.length)) : null;
      return paper === null ? [] : [{paper, ...toWord(text)}];
    })
    .sort((one, other) => one.since - other.since)
    .map(({paper, value}) => ({paper, verdict: toVerdict(value)})),
});

/** A value as it is kept: the revision that brought it, a colon, and itself. */
const toWord = (text: string): {since: number; value: string} => {
  const colon = text.indexOf(':');
  return {since: Number(text.slice(0, colon)), value: text.slice(colon + 1)};
};

const toVerdict = (text: string): Verdict => {
  if (text === 'pin' || text === 'drop' || text === 'neither') return text;
  throw new Error(`a curation has the verdict "${text}"`);
};
