import type {SourceItem} from '../../src/papers/paper.ts';
import type {PaperSource} from '../../src/papers/sources/paper-source.ts';
import type {Host} from './host.ts';

/** What the one source of a round has, and until when it is down. */
export type SourceState = {items: readonly SourceItem[]; downUntil: number};

/** The source as a process asks it. */
export const openSource = (host: Host, state: SourceState): PaperSource => {
  const isDown = () => host.isCutOff || state.downUntil > host.time.now;
  const ask = <Answer>(answer: () => Answer): Promise<Answer | {kind: 'failed'; reason: string}> =>
    new Promise(resolve => {
      host.after(300, () => resolve(isDown() ? {kind: 'failed', reason: 'does not answer'} : answer()));
    });
  return {
    name: 'hugging-face',
    fetchDay: day =>
      ask(() => ({kind: 'items', items: state.items.filter(item => item.day === day), rejected: []})),
    fetchPaper: id =>
      ask(() => {
        const item = state.items.find(({paper}) => paper.id === id);
        return item ? {kind: 'item', item} : {kind: 'unknown'};
      }),
  };
};
