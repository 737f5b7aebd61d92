import {parseJson} from './parse-json.ts';
import {quote} from './quote.ts';

export type ParsedJsonList = {kind: 'items'; items: unknown[]} | {kind: 'failed'; reason: string};

/**
 * Reads a JSON document that must be a list. The reason completes a sentence that begins with the
 * document's name.
 */
export const parseJsonList = (text: string): ParsedJsonList => {
  if (text.trim() === '') return {kind: 'failed', reason: 'is empty'};
  const parsed = parseJson(text);
  if (parsed.kind === 'failed') return parsed;
  if (Array.isArray(parsed.value)) return {kind: 'items', items: parsed.value};
  return {kind: 'failed', reason: `is not a list of papers but ${describe(parsed.value)}`};
};

const describe = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return quote(value);
  const said = Object.values(value).find(part => typeof part === 'string' && part.includes(' '));
  const fields = Object.keys(value).slice(0, 5).map(quote).join(', ');
  const saying = said === undefined ? '' : `, saying ${quote(said)}`;
  return fields === '' ? 'an empty object' : `an object with ${fields}${saying}`;
};
