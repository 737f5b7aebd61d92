import type {Log} from '../../log.ts';
import type {Operators} from '../../ops/operators.ts';

export type RemoveOperatorDeps = {operators: Pick<Operators, 'remove'>; log: Log};

/** Takes an operator's token back; their sessions end with it. */
export const removeOperator = async (
  {operators, log}: RemoveOperatorDeps,
  name: string,
): Promise<{kind: 'removed' | 'unknown'}> => {
  const kind = (await operators.remove(name)) ? 'removed' : 'unknown';
  log.info({event: 'operator.removed', outcome: kind}, 'operator removed');
  return {kind};
};
