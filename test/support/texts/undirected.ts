/** Elements without an end. */
const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);

type Open = {name: string; attributes: string};

/**
 * The pieces of a page or mail that hold one of these texts and do not stand in an element that says both
 * its language (English) and its direction: what papers say is to be laid out by itself, whatever surrounds
 * it. What a sentence quotes is isolated by letters (UAX 9, FSI to PDI). A head is nobody's to lay out.
 */
export const undirected = (html: string, texts: readonly string[]): string[] => {
  const body = html.slice(html.search(/<body\b/)).replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
  const open: Open[] = [];
  const found: string[] = [];
  for (const [piece, slash = '', name = '', attributes = ''] of body.matchAll(
    /<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</gi,
  )) {
    if (name === '') {
      const own = withoutIsolated(piece);
      if (texts.some(text => own.includes(text)) && !isDirected(open)) found.push(piece.trim());
    } else if (slash === '') {
      if (!VOID.has(name.toLowerCase())) open.push({name, attributes});
    } else
      open.length = Math.max(
        0,
        open.findLastIndex(one => one.name === name),
      );
  }
  return found;
};

const withoutIsolated = (piece: string): string => {
  const without = piece.replace(/\u2068[^\u2068\u2069]*\u2069/g, '');
  return without === piece ? piece : withoutIsolated(without);
};

/** By the innermost element that says a language, and one in it or around it before another language. */
const isDirected = (open: Open[]): boolean => {
  const spoken = open.findLast(({attributes}) => /\slang=/.test(attributes));
  const inner = open.slice(spoken ? open.indexOf(spoken) : 0);
  return (
    spoken !== undefined &&
    /\slang="en"/.test(spoken.attributes) &&
    inner.some(({attributes}) => /\sdir=/.test(attributes))
  );
};
