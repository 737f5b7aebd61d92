import type {PaperId, SourceItem} from '../paper.ts';
import type {PaperSource} from './paper-source.ts';

export type PaperAskedFor =
  | {kind: 'found'; item: SourceItem}
  /** Every source answered, and none has it. */
  | {kind: 'unknown'}
  /** At least one gave no answer and no other has it; `reason` is one line. */
  | {kind: 'failed'; reason: string};

/** Asks the sources for a paper by its arXiv id, one after the other, until one has it. Nothing is stored. */
export const askForPaper = async (
  sources: readonly PaperSource[],
  {id, now}: {id: PaperId; now: number},
): Promise<PaperAskedFor> => {
  const reasons: string[] = [];
  for (const source of sources) {
    const answer = await source.fetchPaper(id, now);
    if (answer.kind === 'item') return {kind: 'found', item: answer.item};
    if (answer.kind === 'failed') reasons.push(answer.reason);
  }
  return reasons.length === 0 ? {kind: 'unknown'} : {kind: 'failed', reason: reasons.join('; ')};
};
