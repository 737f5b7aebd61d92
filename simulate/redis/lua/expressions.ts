import type {BinaryExpression, CallExpression, Expression, TableConstructorExpression} from 'luaparse';
import {globals} from './library.ts';

/** Expressions as JavaScript. Those that are not modelled throw. */

const FROM_CALLER = new Set(['KEYS', 'ARGV', 'redis', ...Object.keys(globals)]);

/** A variable's name, apart from JavaScript's own words. */
export const nameOf = (name: string): string => (FROM_CALLER.has(name) ? `G.${name}` : `_${name}`);

export const isCall = (expression: Expression): expression is CallExpression =>
  expression.type === 'CallExpression';

/** One value. */
export const oneValue = (expression: Expression): string =>
  isCall(expression) ? `$.first(${callOf(expression)})` : plainOf(expression);

/** One value, or an array of those of a call. */
export const allValues = (expression: Expression): string =>
  isCall(expression) ? callOf(expression) : plainOf(expression);

/** An array of values; a call that comes last gives all of its own. */
export const listOf = (expressions: Expression[]): string => {
  const last = expressions.at(-1);
  const before = expressions.slice(0, -1).map(oneValue);
  if (!last) return '[]';
  return `[${[...before, isCall(last) ? `...$.all(${callOf(last)})` : oneValue(last)].join(', ')}]`;
};

const callOf = ({base, arguments: args}: CallExpression): string =>
  `$.call(${oneValue(base)}, ${listOf(args)})`;

const plainOf = (expression: Expression): string => {
  switch (expression.type) {
    case 'Identifier':
      return nameOf(expression.name);
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return JSON.stringify(expression.value);
    case 'NilLiteral':
      return 'undefined';
    case 'IndexExpression':
      return `$.index(${oneValue(expression.base)}, ${oneValue(expression.index)})`;
    case 'MemberExpression':
      return `$.index(${oneValue(expression.base)}, ${JSON.stringify(expression.identifier.name)})`;
    case 'LogicalExpression':
      return logical(expression.operator, oneValue(expression.left), oneValue(expression.right));
    case 'UnaryExpression':
      return unary(expression.operator, oneValue(expression.argument));
    case 'BinaryExpression':
      return binary(expression);
    case 'TableConstructorExpression':
      return tableOf(expression);
    default:
      throw new Error(`${expression.type} is not modelled`);
  }
};

const logical = (operator: 'and' | 'or', left: string, right: string): string =>
  operator === 'or'
    ? `(($v) => $.isTrue($v) ? $v : ${right})(${left})`
    : `(($v) => $.isTrue($v) ? ${right} : $v)(${left})`;

const unary = (operator: string, value: string): string => {
  if (operator === 'not') return `!$.isTrue(${value})`;
  if (operator === '-') return `-$.toNumber(${value})`;
  if (operator === '#') return `$.length(${value})`;
  throw new Error(`${operator} is not modelled`);
};

const binary = ({operator, left, right}: BinaryExpression): string => {
  const [one, other] = [oneValue(left), oneValue(right)];
  switch (operator) {
    case '==':
      return `(${one} === ${other})`;
    case '~=':
      return `(${one} !== ${other})`;
    case '..':
      return `($.toText(${one}) + $.toText(${other}))`;
    case '+':
    case '-':
    case '*':
    case '/':
      return `($.toNumber(${one}) ${operator} $.toNumber(${other}))`;
    case '%':
      return `$.modulo(${one}, ${other})`;
    case '<':
      return `$.isLess(${one}, ${other})`;
    case '>':
      return `$.isLess(${other}, ${one})`;
    case '<=':
      return `$.isAtMost(${one}, ${other})`;
    case '>=':
      return `$.isAtMost(${other}, ${one})`;
    default:
      throw new Error(`${operator} is not modelled`);
  }
};

const tableOf = ({fields}: TableConstructorExpression): string => {
  const values = fields.flatMap(field => (field.type === 'TableValue' ? [field.value] : []));
  // The scripts have a key of 0 before a list; what is keyed does not disturb the list.
  const keyed = fields.flatMap(field => {
    if (field.type === 'TableKeyString')
      return [`[${JSON.stringify(field.key.name)}, ${oneValue(field.value)}]`];
    return field.type === 'TableKey' ? [`[${oneValue(field.key)}, ${oneValue(field.value)}]`] : [];
  });
  const list = `$.LuaTable.of(${listOf(values)})`;
  return keyed.length === 0 ? list : `$.keyed(${list}, [${keyed.join(', ')}])`;
};
