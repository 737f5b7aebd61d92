import {z} from 'zod';
import {MAX_DEPTH, MAX_ENTRIES} from '../limits.ts';
import {type EntriesParsed, type RawReference, rawReference} from '../reference.ts';

/** Numbers stand where text is due. */
const given = z.union([z.string(), z.number().transform(String)]);
const word = given.catch('');

const item = z.object({
  id: word,
  // Crossref writes lists of one.
  title: z.union([given, z.array(word).transform(([first = '']) => first)]).catch(''),
  abstract: word,
  keyword: word,
  DOI: word,
  URL: word,
  number: word,
  volume: word,
  note: word,
  publisher: word,
  archive_location: word,
  'archive-location': word,
  'container-title': z.union([given, z.array(word).transform(all => all.join(' '))]).catch(''),
  issued: z.unknown().optional(),
});

const file = z.union([
  z.array(z.unknown()),
  z.object({items: z.array(z.unknown())}).transform(({items}) => items),
  z.record(z.string(), z.unknown()).transform(one => [one]),
]);

/** Reads CSL-JSON: an array, `{"items": […]}` or one object. Null where it is not JSON. */
export const readCslJson = (text: string): EntriesParsed | null => {
  const items = parseItems(text);
  if (items === null) return null;
  const entries: RawReference[] = [];
  const parsed: EntriesParsed = {entries, rejected: [], unread: Math.max(0, items.length - MAX_ENTRIES)};
  for (const [at, one] of items.slice(0, MAX_ENTRIES).entries()) {
    const known = item.safeParse(one);
    // JSON has no lines that matter; the place in the list tells which it is.
    if (known.success) entries.push(toRaw(known.data, at + 1));
    else parsed.rejected.push({line: at + 1, key: '', reason: 'is not an object'});
  }
  return parsed;
};

const parseItems = (text: string): unknown[] | null => {
  if (!isShallow(text)) return null;
  try {
    return file.parse(JSON.parse(text));
  } catch {
    // What JSON.parse and the schema throw says of the text that it is not such a list, and nothing else.
    return null;
  }
};

/** Counted, so that nothing walks into a million brackets. */
const isShallow = (text: string): boolean => {
  const signs = /[\\"[\]{}]/g;
  let depth = 0;
  let isText = false;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const [sign] = found;
    if (sign === '\\') signs.lastIndex += 1;
    else if (sign === '"') isText = !isText;
    else if (!isText) depth += sign === '[' || sign === '{' ? 1 : -1;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
};

const toRaw = (one: z.infer<typeof item>, line: number): RawReference =>
  rawReference({
    line,
    key: one.id,
    title: one.title,
    abstract: one.abstract,
    keywords: [one.keyword].filter(text => text !== ''),
    dois: [one.DOI, one.URL, one.note],
    places: [
      ...[one.DOI, one.URL, one['container-title'], one.number, one.volume],
      ...[one.archive_location, one['archive-location'], one.publisher, one.note],
    ],
    dates: [issuedOn(one.issued)],
  });

const parts = z.object({'date-parts': z.array(z.array(z.union([z.string(), z.number()])))});
const raw = z.union([z.object({raw: z.string()}).transform(one => one.raw), z.string()]);

/** `{"date-parts": [[2019, 6, 4]]}`, `{"raw": "2019"}` or a text. */
const issuedOn = (issued: unknown): string => {
  const known = parts.safeParse(issued);
  if (known.success)
    return (known.data['date-parts'][0] ?? []).map(part => String(part).padStart(2, '0')).join('-');
  const written = raw.safeParse(issued);
  return written.success ? written.data : '';
};
