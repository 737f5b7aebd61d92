/**
 * Reads the imports of a TypeScript file without a compiler: good enough for code that a formatter has laid out.
 *
 * @typedef {{from: string, names: string, line: number, isType: boolean}} Import
 *   `names`: the text between `import` and `from`; `isType`: nothing of it is there at run time
 */

/**
 * @param {string} source
 * @returns {Import[]}
 */
export const importsIn = source => {
  const text = withoutComments(source);
  return [...staticImports(text), ...dynamicImports(text)];
};

/** @param {string} text */
const staticImports = text =>
  [
    ...text.matchAll(
      /^[ \t]*(?:import|export)\b([^'"`;()=]*?)\bfrom\s*(['"])([^'"\n]+)\2|^import\s*(['"])([^'"\n]+)\4/gm,
    ),
  ].map(match => {
    const names = match[1] ?? '';
    return {
      from: match[3] ?? match[5] ?? '',
      names,
      line: lineAt(text, match.index),
      isType: isTypeOnly(names),
    };
  });

/** @param {string} text */
const dynamicImports = text =>
  [...text.matchAll(/\bimport\s*\(\s*(['"])([^'"\n]+)\1\s*\)/g)].map(match => ({
    from: match[2] ?? '',
    names: '',
    line: lineAt(text, match.index),
    isType: /\btypeof\s*$|[:<|&]\s*$/.test(text.slice(Math.max(0, match.index - 20), match.index)),
  }));

/**
 * `type X`, or braces in which every name is a `type`.
 * @param {string} names
 */
const isTypeOnly = names => {
  const text = names.trim();
  if (/^type\b/.test(text)) return true;
  const inBraces = /^\{([^}]*)\}$/.exec(text)?.[1];
  if (inBraces === undefined) return false;
  const parts = inBraces.split(',').map(part => part.trim());
  return parts.filter(part => part !== '').every(part => part.startsWith('type '));
};

/**
 * @param {string} text
 * @param {number} index
 */
const lineAt = (text, index) => text.slice(0, index).split('\n').length;

/**
 * The same text with comments blanked out, line for line. A quote inside a regular expression may mislead it until the
 * line ends, no further: strings in quotes end with their line.
 * @param {string} text
 */
export const withoutComments = text =>
  text.replace(
    /\/\*[\s\S]*?\*\/|(^|[\s;,{}()])\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g,
    (found, before) => {
      if (found.startsWith('/*')) return found.replace(/[^\n]/g, ' ');
      return found.startsWith("'") || found.startsWith('"') || found.startsWith('`') ? found : (before ?? '');
    },
  );
