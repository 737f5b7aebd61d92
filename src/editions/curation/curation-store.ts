import type {PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {EditionId} from '../edition.ts';
import {editionKeys} from '../edition-keys.ts';
import type {Curation, Verdict} from './curation.ts';

export type CurationChange = (
  | {kind: 'verdict'; paper: PaperId; verdict: Verdict}
  | {kind: 'note'; text: string}
) & {
  /** The operator, for the audit. */
  who: string;
  /** ms since 1970. */
  at: number;
};

export type Curations = {
  /** What was decided so far; of an edition that was not curated, revision 0. */
  read(id: EditionId): Promise<Curation>;
  /**
   * Changes one thing. `unchanged`: it was so before; `frozen`: the edition stands, and nothing was changed.
   */
  change(id: EditionId, change: CurationChange): Promise<'changed' | 'unchanged' | 'frozen'>;
};

const curateScript = loadScript('src/editions/curation/lua/curate-edition.lua');

/**
 * Curations in Redis: one hash each under the edition's tag, kept for good, as is the audit that tells who
 * changed what.
 */
export const openCurations = ({redis, prefix}: {redis: Redis; prefix: string}): Curations => {
  const keys = editionKeys(prefix);
  return {
    read: async id => parseCuration(await redis.hgetall(keys.curation(id))),
    change: async (id, change) => {
      const {field, value, unset, told} = written(change);
      const answer = await curateScript(redis, {
        keys: [keys.edition(id), keys.curation(id), keys.audit(id)],
        args: [field, value, unset, told, change.who, change.at, WHY],
      });
      if (answer === 'changed' || answer === 'unchanged' || answer === 'frozen') return answer;
      throw new Error(`curate-edition.lua answered ${String(answer)}`);
    },
  };
};

const WHY = 'curated by the operator';

const TOLD: Record<Verdict, string> = {pin: 'pinned', drop: 'dropped', neither: 'neither pinned nor dropped'};

/** The field of a change, its value, the value of a field that there is not, and the audit's words. */
const written = (change: CurationChange) =>
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

const parseCuration = (hash: Record<string, string>): Curation => ({
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
