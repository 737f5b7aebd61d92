/** Where in a template something stands, for the person who has to fix it. */

/**
 * The line, from 1, in which the words first stand, or null; looked for from where `after` first stands on.
 */
export const lineOf = (template: string, words: string, after = ''): number | null => {
  const place = template.indexOf(words, Math.max(template.indexOf(after), 0));
  return place === -1 ? null : lineAt(template, place);
};

const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length;

const LIQUID = /\{%-?\s*(raw|comment)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/**
 * The template with a mark at the beginning of each line that is not inside of a Liquid tag, so that what is
 * rendered from it still tells the lines; `word` stands nowhere in it.
 */
export const markLines = (template: string, word: string): string => {
  let marked = '';
  let line = 1;
  let from = 0;
  const take = (text: string, isLiquid: boolean) => {
    for (const [place, part] of text.split('\n').entries()) {
      if (place > 0) {
        line += 1;
        marked += isLiquid ? '\n' : `\n${word}L${line};`;
      }
      marked += part;
    }
  };
  for (const found of template.matchAll(LIQUID)) {
    take(template.slice(from, found.index), false);
    take(found[0], true);
    from = found.index + found[0].length;
  }
  take(template.slice(from), false);
  return marked;
};

/**
 * What was rendered from a marked template without the marks, and for each of its lines (from 1) the
 * template's line.
 */
export const readMarkedLines = (
  rendered: string,
  word: string,
): {text: string; templateLine: (line: number) => number} => {
  const places: number[] = [];
  let last = 1;
  const lines = rendered.split('\n').map(line => {
    // A line that whitespace control joined from several begins with its first mark.
    const marks = [...line.matchAll(new RegExp(`${word}L(\\d+);`, 'g'))].map(([, number]) => Number(number));
    places.push(marks[0] ?? last);
    last = marks.at(-1) ?? last;
    return line.replaceAll(new RegExp(`${word}L\\d+;`, 'g'), '');
  });
  return {text: lines.join('\n'), templateLine: line => places[line - 1] ?? last};
};

export type UnclosedTag = {
  /** From 1, in the text that was looked at. */
  line: number;
  tag: string;
};

/**
 * The first `mj-` tag that is not closed, or closes another one; MJML would drop what follows it without a
 * word.
 */
export const findUnclosedTag = (mjml: string): UnclosedTag | null => {
  const open: UnclosedTag[] = [];
  const withoutComments = mjml.replace(/<!--[\s\S]*?-->/g, comment => comment.replace(/[^\n]/g, ' '));
  for (const {0: found, 1: slash, 2: tag = '', index} of withoutComments.matchAll(
    /<(\/?)(mj(?:ml|-[a-z-]+))\b(?:[^<>"]|"[^"]*")*>?/g,
  )) {
    if (slash === '/') {
      const last = open.pop();
      if (last?.tag !== tag) return last ?? {line: lineAt(withoutComments, index), tag: `/${tag}`};
    } else if (!found.endsWith('/>')) open.push({line: lineAt(withoutComments, index), tag});
  }
  return open.at(-1) ?? null;
};
