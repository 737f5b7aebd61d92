/** Words for machines alone, such as what stands in attributes, are in neither part. */
export const MIN_COVERAGE = 0.85;

/** How much of what the HTML says the text part says too: the share of its different words, 0 to 1. */
export const wordCoverage = ({html, text}: {html: string; text: string}): number => {
  const said = wordsOf(readable(html));
  const held = wordsOf(text);
  const covered = [...said].filter(word => held.has(word));
  return said.size === 0 ? 1 : covered.length / said.size;
};

/** What a reader of the HTML sees, roughly: good enough to count words, and never shown to anybody. */
const readable = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(style|title|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (_, name: string) => NAMED[name] ?? ' ');

const NAMED: Record<string, string> = {amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' '};

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
