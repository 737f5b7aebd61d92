/** What the guard and the figures need to know of a source file, read from its syntax tree (oxc-parser). */
import {parseSync, Visitor} from 'oxc-parser';

/**
 * @typedef {{from: string, line: number, isType: boolean, names: string[]}} Import
 *   `isType`: nothing of it is there at run time; `names`: those that are imported by name
 * @typedef {{name: string, line: number, lines: number}} FunctionExtent from its first line to its last
 * @typedef {{what: string, line: number}} Use of a global thing, such as `Date.now()`
 * @typedef {{imports: Import[], functions: FunctionExtent[], uses: Use[], anys: number[],
 *   comments: Span[]}} Code
 * @typedef {{line: number, last: number}} Span of a comment, by its lines
 */

/** Globals through which a file reaches the clock, chance, the process or the network. */
const worldlyGlobals = new Set([
  ...['process', 'performance', 'fetch', 'crypto', 'console', 'WebSocket'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
]);

/**
 * @param {{path: string, text: string}} file
 * @returns {Code}
 * @throws where the text is no TypeScript
 */
export const readCode = ({path, text}) => {
  const {program, errors, comments} = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} cannot be read: ${error.message}`);
  /** @type {Code} */
  const code = {imports: [], functions: [], uses: [], anys: [], comments: []};
  const lineAt = lineTeller(text);
  new Visitor(visitorOf(code, lineAt)).visit(program);
  code.comments = comments.map(({start, end}) => ({line: lineAt(start), last: lineAt(end)}));
  return code;
};

/**
 * What a file imports when it runs, in no order. It is told by the parser's own list of imports: much faster
 * than the syntax tree, which `readCode` walks for the places.
 * @param {{path: string, text: string}} file
 * @returns {string[]}
 * @throws where the text is no TypeScript
 */
export const readImportsAtRunTime = ({path, text}) => {
  const {module, errors} = parseSync(path, text.includes('import(') ? text : statementsIn(text));
  const [error] = errors;
  if (error) throw new Error(`${path} cannot be read: ${error.message}`);
  const imported = module.staticImports
    .filter(({entries}) => entries.length === 0 || entries.some(({isType}) => !isType))
    .map(({moduleRequest}) => moduleRequest.value);
  const exported = module.staticExports.flatMap(({entries}) =>
    entries.flatMap(({moduleRequest, isType}) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
  );
  const later = module.dynamicImports.flatMap(({moduleRequest: {start, end}}) => {
    const [, , from] = /^(['"])(.*)\1$/s.exec(text.slice(start, end)) ?? [];
    return from === undefined ? [] : [from];
  });
  return [...new Set([...imported, ...exported, ...later])];
};

/**
 * The statements of a file that name another one, as the formatter writes them: each begins its line. The
 * parser takes ten times as long for the whole file, and the tests' tiers ask about a thousand.
 * @param {string} text
 */
const statementsIn = text =>
  (text.match(/^import\s*'[^']+';|^(?:import|export)\b[^;'"]*\bfrom\s*(?:'[^']+'|"[^"]+");/gm) ?? []).join(
    '\n',
  );

/** @typedef {(offset: number) => number} LineAt */

/**
 * @param {Code} code filled while the tree is walked
 * @param {LineAt} lineAt
 * @returns {ConstructorParameters<typeof Visitor>[0]}
 */
const visitorOf = (code, lineAt) => ({
  ...importVisitor(code.imports, lineAt),
  ...functionVisitor(code.functions, lineAt),
  ...useVisitor(code.uses, lineAt),
  TSAnyKeyword: ({start}) => {
    code.anys.push(lineAt(start));
  },
});

/**
 * @param {Import[]} found
 * @param {LineAt} lineAt
 * @returns {ConstructorParameters<typeof Visitor>[0]}
 */
const importVisitor = (found, lineAt) => {
  /** @type {(node: {source: unknown, start: number}, isType: boolean, names?: string[]) => void} */
  const add = ({source, start}, isType, names = []) => {
    if (
      typeof source === 'object' &&
      source !== null &&
      'value' in source &&
      typeof source.value === 'string'
    )
      found.push({from: source.value, line: lineAt(start), isType, names});
  };
  return {
    ImportDeclaration: node =>
      add(
        node,
        node.importKind === 'type' || areTypes(node.specifiers, 'importKind'),
        namesOf(node.specifiers),
      ),
    ExportNamedDeclaration: node =>
      add(node, node.exportKind === 'type' || areTypes(node.specifiers, 'exportKind')),
    ExportAllDeclaration: node => add(node, node.exportKind === 'type'),
    ImportExpression: node => add(node, false),
    TSImportType: node => add(node, true),
  };
};

/** @param {import('oxc-parser').ImportDeclaration['specifiers']} specifiers */
const namesOf = specifiers =>
  specifiers.flatMap(one =>
    one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' ? [one.imported.name] : [],
  );

/**
 * Whether braces hold names, and only names of types.
 * @param {object[]} specifiers
 * @param {'importKind' | 'exportKind'} kind
 */
const areTypes = (specifiers, kind) =>
  specifiers.length > 0 && specifiers.every(one => kind in one && Reflect.get(one, kind) === 'type');

/**
 * @param {FunctionExtent[]} found
 * @param {LineAt} lineAt
 * @returns {ConstructorParameters<typeof Visitor>[0]}
 */
const functionVisitor = (found, lineAt) => {
  /** @type {Map<number, string>} the names of what is about to be visited, by where it begins */
  const names = new Map();
  /** @type {(node: {start: number, end: number, id?: {name: string} | null}) => void} */
  const add = ({start, end, id}) => {
    const line = lineAt(start);
    found.push({name: id?.name ?? names.get(start) ?? 'a function', line, lines: lineAt(end) - line + 1});
  };
  return {
    VariableDeclarator: ({id, init}) => {
      if (init && id.type === 'Identifier') names.set(init.start, id.name);
    },
    Property: ({key, value}) => {
      if (key.type === 'Identifier') names.set(value.start, key.name);
    },
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
  };
};

/**
 * @param {Use[]} found
 * @param {LineAt} lineAt
 * @returns {ConstructorParameters<typeof Visitor>[0]}
 */
const useVisitor = (found, lineAt) => {
  /** @type {Set<number>} where identifiers stand that only name a property or are no values */
  const names = new Set();
  return {
    MemberExpression: ({object, property, computed, start}) => {
      if (computed || object.type !== 'Identifier') return;
      names.add(property.start);
      const what = `${object.name}.${property.type === 'Identifier' ? property.name : ''}`;
      if (['Date.now', 'Math.random', 'process.env'].includes(what)) found.push({what, line: lineAt(start)});
    },
    NewExpression: ({callee, arguments: given, start}) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0)
        found.push({what: 'new Date()', line: lineAt(start)});
    },
    Property: ({key, shorthand}) => {
      if (!shorthand) names.add(key.start);
    },
    Identifier: ({name, start}) => {
      if (worldlyGlobals.has(name) && !names.has(start)) found.push({what: name, line: lineAt(start)});
    },
  };
};

/**
 * @param {string} text
 * @returns {LineAt} counted from 1
 */
const lineTeller = text => {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({index}) => index + 1)];
  return offset => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
};
