import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {OperatorRole, Operators} from '../../ops/operators.ts';

export type AddOperatorDeps = {
  operators: Pick<Operators, 'add'>;
  newToken: () => string;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type AddOperatorResult =
  /** The token is shown this once. */
  {kind: 'added'; token: string} | {kind: 'taken'};

/** Gives an operator a name and a token of their own. */
export const addOperator = async (
  {operators, newToken, clock, log}: AddOperatorDeps,
  {name, role}: {name: string; role: OperatorRole},
): Promise<AddOperatorResult> => {
  const token = newToken();
  const isAdded = await operators.add({name, role, addedAt: clock.now()}, token);
  log.info({event: 'operator.added', outcome: isAdded ? 'added' : 'taken', role}, 'operator added');
  return isAdded ? {kind: 'added', token} : {kind: 'taken'};
};
