import type {
  Expression,
  ForGenericStatement,
  ForNumericStatement,
  FunctionDeclaration,
  IfStatement,
  Statement,
} from 'luaparse';
import {allValues, isCall, listOf, nameOf, oneValue} from './expressions.ts';

/** Statements as JavaScript. Those that are not modelled throw. */

export const blockOf = (body: Statement[]): string => body.map(statementOf).join('\n');

const statementOf = (statement: Statement): string => {
  switch (statement.type) {
    case 'LocalStatement':
      return locals(
        statement.variables.map(({name}) => nameOf(name)),
        statement.init,
      );
    case 'AssignmentStatement':
      return assignments(statement.variables, statement.init);
    case 'CallStatement':
      return `${allValues(statement.expression)};`;
    case 'IfStatement':
      return conditional(statement);
    case 'ForNumericStatement':
      return counting(statement);
    case 'ForGenericStatement':
      return iterating(statement);
    case 'ReturnStatement':
      return `return ${returned(statement.arguments)};`;
    case 'FunctionDeclaration':
      return declared(statement);
    default:
      throw new Error(`${statement.type} is not modelled`);
  }
};

const locals = (names: string[], init: Expression[]): string => {
  if (names.length === 1 && init.length === 1 && init[0]) return `let ${names[0]} = ${oneValue(init[0])};`;
  if (init.length === 0) return `let ${names.join(', ')};`;
  return `let [${names.join(', ')}] = ${listOf(init)};`;
};

const assignments = (targets: Expression[], init: Expression[]): string => {
  if (targets.length === 1 && targets[0] && init.length === 1 && init[0])
    return assignment(targets[0], oneValue(init[0]));
  const set = targets.map((target, place) => assignment(target, `$values[${place}]`));
  return `{const $values = ${listOf(init)}; ${set.join(' ')}}`;
};

const assignment = (target: Expression, value: string): string => {
  if (target.type === 'Identifier') return `${nameOf(target.name)} = ${value};`;
  if (target.type === 'IndexExpression')
    return `$.assign(${oneValue(target.base)}, ${oneValue(target.index)}, ${value});`;
  if (target.type === 'MemberExpression')
    return `$.assign(${oneValue(target.base)}, ${JSON.stringify(target.identifier.name)}, ${value});`;
  throw new Error(`an assignment to ${target.type} is not modelled`);
};

/** What is returned, as one value or a list of them. */
const returned = (values: Expression[]): string => {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? allValues(only) : listOf(values);
};

const isTrue = (condition: Expression): string => `$.isTrue(${oneValue(condition)})`;

const conditional = ({clauses}: IfStatement): string =>
  clauses
    .map(clause => {
      const body = `{${blockOf(clause.body)}}`;
      if (clause.type === 'ElseClause') return `else ${body}`;
      return `${clause.type === 'IfClause' ? 'if' : 'else if'} (${isTrue(clause.condition)}) ${body}`;
    })
    .join('\n');

const counting = ({variable, start, end, step, body}: ForNumericStatement): string => {
  const name = nameOf(variable.name);
  return (
    `{const $end = $.toNumber(${oneValue(end)}), $step = ${step ? `$.toNumber(${oneValue(step)})` : '1'};\n` +
    `for (let $at = $.toNumber(${oneValue(start)}); $step > 0 ? $at <= $end : $at >= $end; $at += $step) ` +
    `{let ${name} = $at; ${blockOf(body)}}}`
  );
};

const iterating = ({variables, iterators, body}: ForGenericStatement): string => {
  const [iterator] = iterators;
  if (iterators.length !== 1 || !iterator || !isCall(iterator))
    throw new Error('for … in goes through a call alone');
  const name = calledName(iterator.base);
  const args = iterator.type === 'CallExpression' ? listOf(iterator.arguments) : '[]';
  const names = variables.map(variable => nameOf(variable.name)).join(', ');
  return `for (let [${names}] of $.each(${JSON.stringify(name)}, ${args})) {${blockOf(body)}}`;
};

const calledName = (base: Expression): string => {
  if (base.type === 'Identifier') return base.name;
  if (base.type === 'MemberExpression' && base.base.type === 'Identifier')
    return `${base.base.name}.${base.identifier.name}`;
  throw new Error(`for … in ${base.type} is not modelled`);
};

const declared = ({identifier, isLocal, parameters, body}: FunctionDeclaration): string => {
  if (identifier?.type !== 'Identifier' || !isLocal) throw new Error('a function is local here');
  const names = parameters.map(parameter => {
    if (parameter.type !== 'Identifier') throw new Error('varargs are not modelled');
    return nameOf(parameter.name);
  });
  return `const ${nameOf(identifier.name)} = (${names.join(', ')}) => {${blockOf(body)}};`;
};
