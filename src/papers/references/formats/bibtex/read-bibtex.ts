import {MAX_ENTRIES, MAX_ENTRY_LENGTH, MAX_KEY_LENGTH} from '../../limits.ts';
import {lineCounter} from '../../line-counter.ts';
import {type EntriesParsed, type RawReference, type Rejected, rawReference} from '../../reference.ts';
import {withoutGroupBraces} from './group-braces.ts';
import {type Macros, readFields} from './read-fields.ts';
import {type BibtexEntry, walkEntries} from './walk-entries.ts';

/** Without braces, quotes or `=`; `@article{,` and `@article{` + fields have none. */
const KEY = /^\s{0,40}([^,={}"#%]{0,300}),/;

const MAX_MACROS = 5000;

/** Reads BibTeX and BibLaTeX, entry by entry, so that a broken one costs only itself. Values stay raw. */
export const readBibtex = (text: string): EntriesParsed => {
  const lineAt = lineCounter(text);
  const macros = new Map<string, string>();
  const entries: RawReference[] = [];
  const rejected: Rejected[] = [];
  let unread = 0;
  for (const entry of walkEntries(text)) {
    if (entry.type === 'comment' || entry.type === 'preamble') continue;
    if (entry.type === 'string') {
      noteMacros(entry, macros);
      continue;
    }
    if (entries.length === MAX_ENTRIES) {
      unread += 1;
      continue;
    }
    const {key, fields} = readEntry(entry, macros);
    const line = lineAt(entry.at);
    if (fields.size > 0) entries.push(toRaw({line, key, fields}));
    else rejected.push({line, key: key.slice(0, MAX_KEY_LENGTH), reason: 'has no fields'});
  }
  return {entries, rejected, unread};
};

const noteMacros = (entry: BibtexEntry, macros: Map<string, string>): void => {
  for (const [name, value] of readFields(entry, macros))
    if (macros.size < MAX_MACROS) macros.set(name, value);
};

const readEntry = (
  {body, ending}: BibtexEntry,
  macros: Macros,
): {key: string; fields: Map<string, string>} => {
  const whole = body.slice(0, MAX_ENTRY_LENGTH);
  const [head, key = ''] = KEY.exec(whole.slice(0, 400)) ?? [''];
  return {key: key.trim(), fields: readFields({body: whole.slice(head.length), ending}, macros)};
};

const PLACES = [
  ...['url', 'ee', 'link', 'pdf', 'journal', 'journaltitle', 'volume', 'number', 'eid', 'pages'],
  ...['howpublished', 'publisher', 'booktitle', 'series', 'type', 'note'],
];

const DATES = ['date-added', 'timestamp', 'creationdate', 'date', 'year'];

type Entry = {line: number; key: string; fields: ReadonlyMap<string, string>};

const toRaw = ({line, key, fields}: Entry): RawReference => {
  const get = (name: string): string => fields.get(name) ?? '';
  const all = (names: string[]): string[] => names.map(get).filter(text => text.trim() !== '');
  const subtitle = get('subtitle');
  return rawReference({
    line,
    key,
    title: withoutGroupBraces(subtitle === '' ? get('title') : `${get('title')}: ${subtitle}`),
    abstract: withoutGroupBraces(get('abstract')),
    keywords: all(['keywords', 'keyword', 'mendeley-tags']),
    ids: all(isArxivs(fields) ? ['eprint', 'arxivid', 'arxiv'] : ['arxivid', 'arxiv']),
    dois: all(['doi', 'url', 'ee', 'note']),
    places: all(['doi', ...PLACES]),
    dates: all(DATES),
  });
};

/** `eprint` alone is arXiv's; with another archive it is not (`hdl`, `pubmed`, `PsyArXiv`). */
const isArxivs = (fields: ReadonlyMap<string, string>): boolean =>
  /^$|^arxiv$/i.test((fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '').replace(/[{}\s]/g, ''));
