import {randomBytes} from 'node:crypto';
import {openOperators} from '../ops/operators.ts';
import {addOperator} from '../use-cases/operators/add-operator.ts';
import {removeOperator} from '../use-cases/operators/remove-operator.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';

const TOKEN_BYTES = 32;

/** Who may log in to the admin page beside the one with the admin token. */
export const wireOperators = (foundation: Foundation) => {
  const {operatorAudit} = foundation;
  const operators = openOperators(foundation);
  const newToken = () => `op_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  return {
    ...bindDeps({...foundation, operators, newToken}, {add: addOperator, remove: removeOperator}),
    list: operators.list,
    find: operators.find,
    findByToken: operators.findByToken,
    /** What operators did about readers. */
    record: operatorAudit.add,
    records: operatorAudit.newest,
  };
};
