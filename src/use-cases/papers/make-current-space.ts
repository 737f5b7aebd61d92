import type {Clock} from '../../clock.ts';
import type {Spaces} from '../../editions/learning/space-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import {MIN_PAPERS, makeSpace} from '../../ranking/space/make-space.ts';
import {packSpace} from '../../ranking/space/pack-space.ts';
import type {TopicText} from '../../ranking/topics/topic-texts.ts';

export type MakeSpaceDeps = {
  catalogue: Pick<Catalogue, 'days' | 'candidatesInParts'>;
  spaces: Pick<Spaces, 'current' | 'keep'>;
  /** Lets other work of the process have its turn. */
  takeTurns: () => Promise<void>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** The space is made again when the catalogue has grown by this many per cent. */
const GROWTH_PERCENT = 10;

/** Of a larger catalogue the newest papers make the space; the others are folded in. */
const MAX_PAPERS = 50_000;

/**
 * The version of the space in which an edition is made now; null while the catalogue is too small for one.
 * Makes it where there is none, or where the catalogue has grown by a tenth since. Two processes that make it
 * at once make the same.
 */
export const makeCurrentSpace = async (deps: MakeSpaceDeps): Promise<string | null> => {
  const startedAt = deps.clock.now();
  const {outcome, version, papers} = await findOrMake(deps, startedAt);
  const line = {event: 'space.made', outcome, version, papers, tookMs: deps.clock.now() - startedAt};
  if (outcome === 'made') deps.log.info(line, 'space of the catalogue made');
  else deps.log.debug(line, 'no space was made');
  return version;
};

/** `papers`: of how many papers it is made, or would be. */
type Space = {papers: number} & (
  | {outcome: 'made' | 'stands'; version: string}
  | {outcome: 'too-few-papers'; version: null}
);

const findOrMake = async (deps: MakeSpaceDeps, startedAt: number): Promise<Space> => {
  const days = await deps.catalogue.days();
  const papers = days.reduce((sum, day) => sum + day.papers, 0);
  const current = await deps.spaces.current();
  if (current && (papers < MIN_PAPERS || 100 * papers < (100 + GROWTH_PERCENT) * current.papers))
    return {outcome: 'stands', version: current.version, papers};
  if (papers < MIN_PAPERS) return {outcome: 'too-few-papers', version: null, papers};
  const texts = await readTexts(deps, days.map(({day}) => day).reverse());
  const making = makeSpace(texts);
  for (let step = making.next(); ; step = making.next()) {
    if (step.done) {
      const version = await deps.spaces.keep(packSpace(step.value), {papers, at: startedAt});
      return {outcome: 'made', version, papers: texts.length};
    }
    await deps.takeTurns();
  }
};

/** Each paper once, in the order of the ids, whatever the lists that it stands in. */
const readTexts = async ({catalogue}: MakeSpaceDeps, days: string[]): Promise<TopicText[]> => {
  const texts = new Map<PaperId, TopicText>();
  for (const day of days) {
    if (texts.size >= MAX_PAPERS) break;
    for await (const part of catalogue.candidatesInParts(day))
      for (const {paper} of part) {
        const {id, title, abstract, keywords} = paper;
        texts.set(id, {title, abstract, keywords});
      }
  }
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
};
