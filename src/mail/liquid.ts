import {type Context, Liquid} from 'liquidjs';
import {isRightToLeft, wrap} from './plain-text.ts';
import {escapeHtml} from './slots.ts';

/**
 * Liquid as templates may use it. Operators write templates of their own: they can read no file and no
 * property that was not given, print nothing unescaped into HTML, and take neither endless time nor endless
 * memory.
 */
const bounded = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // Stands in for the file system: a template can include nothing.
  templates: {},
  /** Letters of a template. */
  parseLimit: 1_000_000,
  /** Milliseconds; an edition of 100 papers takes 50. */
  renderLimit: 5_000,
  /** Letters and list entries that tags and filters make. */
  memoryLimit: 20_000_000,
};

const TAGS = [
  ...['assign', 'capture', 'case', 'comment', '#', 'if', 'unless', 'for', 'break', 'continue', 'raw'],
  ...['increment', 'decrement'],
];

const restricted = (liquid: Liquid): Liquid => {
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  // It would print what a paper says as markup.
  delete liquid.filters.raw;
  return liquid;
};

/** As it is; but what a template prints again and again counts as memory, as `escape` counts it in HTML. */
const counted = function (this: {context: Context}, printed: unknown): string {
  const text = String(printed ?? '');
  this.context.memoryLimit.use(text.length);
  return text;
};

/** Columns. */
const DEEPEST_INDENT = 40;

export const htmlLiquid = restricted(new Liquid({...bounded, outputEscape: 'escape'}));
export const textLiquid = restricted(new Liquid({...bounded, outputEscape: counted}));

// A name that runs from right to left must not reorder the line that it stands in.
htmlLiquid.registerFilter('isolated', {
  raw: true,
  handler: (name: string) =>
    isRightToLeft(name) ? `<span dir="auto">${escapeHtml(name)}</span>` : escapeHtml(name),
});
textLiquid.registerFilter('wrap', (text: unknown, indent: unknown) =>
  wrap(String(text), Math.min(Math.max(Number(indent) || 0, 0), DEEPEST_INDENT)),
);
