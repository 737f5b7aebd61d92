import {onOneLine, quote} from './quote.ts';

/** Real items are 6 deep; more is an attack on the parser's memory. */
const deepest = 50;

/**
 * JSON.parse with a bound on nesting (its cost there is seconds and gigabytes), as a value instead of an
 * exception.
 */
export const parseJson = (
  text: string,
): {kind: 'value'; value: unknown} | {kind: 'failed'; reason: string} => {
  if (isDeeper(text, deepest)) return {kind: 'failed', reason: `is nested more than ${deepest} levels deep`};
  try {
    return {kind: 'value', value: JSON.parse(text)};
  } catch (error) {
    return {kind: 'failed', reason: `is not a complete JSON document: ${whereItBreaks(error, text)}`};
  }
};

const whereItBreaks = (error: unknown, text: string): string => {
  const message = error instanceof Error ? error.message : String(error);
  if (/end of JSON|Unterminated/.test(message))
    return `it ends in the middle, after ${text.length} characters`;
  const place = /at position (\d+)/.exec(message);
  // Where V8 names no place it shows the text around it.
  if (!place) return onOneLine(message).replace(/ is not valid JSON$/, '');
  const at = Number(place[1]);
  return `line ${lineAt(text, at)} holds ${quote(text.slice(at, at + 20))} where JSON goes on otherwise`;
};

const lineAt = (text: string, at: number): number => {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return line;
};

const isDeeper = (text: string, limit: number): boolean => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
      continue;
    }
    if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    if (depth > limit) return true;
  }
  return false;
};
