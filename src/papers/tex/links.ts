import {groupAhead, skipGroups, takeGroup} from './arguments.ts';
import {type Cursor, made, plain, type Reading} from './cursor.ts';
import type {Token} from './token.ts';

/** A link in the text, with the label that Hugging Face leaves behind it in braces. */
export const readUrl = (cursor: Cursor, token: Token): Reading => {
  const url = withoutEscapes(token.raw);
  const label = cursor.source.tokens[cursor.token];
  const gap = label ? cursor.source.text.slice(token.end, label.start) : '';
  if (label?.kind !== 'open' || label.partner < 0 || label.partner >= cursor.endToken) return plain(url);
  const close = cursor.source.tokens[label.partner];
  if (!close || gap.length > 1 || gap.trim() !== '') return plain(url);
  const words = cursor.source.text.slice(label.end, close.start);
  const isRepeated = isSameLink(words, token.raw) || (gap === '' && /^(?:https?:|www\.)/.test(words));
  const isLabel = gap === '' && isLinkText(words) && !/[\w/^]/.test(cursor.source.text.charAt(close.end));
  if (!isRepeated && !isLabel) return plain(url);
  cursor.at = close.end;
  cursor.token = label.partner + 1;
  return plain(isRepeated ? url : `${words} (${url})`);
};

const isLinkText = (words: string): boolean => /^[\p{L}\p{N}][^{}\\$^_]{2,60}$/u.test(words);

/** Whether two ways to write a link, such as `https://example.org/` and `example.org`, are the same one. */
const isSameLink = (one: string, other: string): boolean => bareLink(one) === bareLink(other);

const bareLink = (link: string): string => withoutEscapes(link).replace(/^https?:\/\/|[./]{1,9}$/g, '');

const withoutEscapes = (url: string): string => url.replace(/\\([_%#&~])/g, '$1');

/** `\url{…}`: what stands in it, of which nothing is TeX but the escapes. */
export const readRawUrl = (cursor: Cursor): Reading => {
  const open = groupAhead(cursor);
  const close = open && cursor.source.tokens[open.partner];
  if (!open || !close) return made('');
  const url = cursor.source.text.slice(open.end, close.start);
  skipGroups(cursor, 1);
  return made(withoutEscapes(url).trim());
};

/** `\href{target}{words}`; Hugging Face nests the words: `\href{https://example.org{here}}`. */
export const readHref = (cursor: Cursor): Reading => {
  const target = groupAhead(cursor);
  if (!target) return made('');
  const nested = takeGroup(cursor, 'prose')?.text ?? '';
  const words = takeGroup(cursor, 'prose')?.text;
  const isRepeated = words === undefined || words === '' || words === nested || /^https?:/.test(words);
  return made(isRepeated ? nested : `${words} (${nested})`);
};
