import type {NewVersion, PaperId, Rejection, SourceItem} from '../../paper.ts';
import {cleanText} from '../../text.ts';
import {quote} from '../quote.ts';
import {parseXml} from '../xml.ts';
import {toNewVersion, toSourceItem, versionOf} from './arxiv-item.ts';
import {parseAtom} from './atom.ts';
import {parseRss} from './rss.ts';

export type ArxivAnswer =
  | {
      kind: 'answer';
      /** Each paper once, its newest version. */
      items: SourceItem[];
      /** The papers of earlier lists of which a new version is announced. */
      newVersions: NewVersion[];
      /** `line` counts the entries from 1. */
      rejected: Rejection[];
      /** How many papers arXiv counts for the question, or null where it does not say (feeds). */
      total: number | null;
      /** How many entries this answer holds. */
      entries: number;
    }
  | {kind: 'failed'; reason: string};

/**
 * Reads what arXiv answers: its API (Atom), its RSS feed or its Atom feed, of every shape known, by
 * namespace and never by order. The day of an item is `context.day` where given, else the date of the
 * announcement in arXiv's own time zone, else the UTC date of submission. Announcements of a new version
 * (`replace`, `replace-cross`) are rejected, since the paper stood in an earlier list, and told as new
 * versions. `context.at` is the snapshots' instant; arXiv counts no votes. Never throws.
 */
export const parseArxivAnswer = (text: string, context: {day: string | null; at: number}): ArxivAnswer => {
  const xml = parseXml(text);
  if (xml.kind === 'failed') return {kind: 'failed', reason: `arXiv's answer ${xml.reason}`};
  const list = parseAtom(xml.root) ?? parseRss(xml.root);
  if (!list) return {kind: 'failed', reason: `arXiv's answer is not a feed but ${quote(xml.root.name)}`};
  if (list.error !== null)
    return {kind: 'failed', reason: `arXiv refused the question: ${quote(cleanText(list.error))}`};
  const items = new Map<PaperId, {item: SourceItem; version: number}>();
  const rejected: Rejection[] = [];
  for (const [index, entry] of list.entries.entries()) {
    const item = toSourceItem(entry, context);
    if (typeof item === 'string') rejected.push({line: index + 1, reason: item});
    else if (versionOf(entry) > (items.get(item.paper.id)?.version ?? -1))
      items.set(item.paper.id, {item, version: versionOf(entry)});
  }
  return {
    kind: 'answer',
    items: [...items.values()].map(({item}) => item),
    newVersions: list.entries.flatMap(toNewVersion),
    rejected,
    total: list.total,
    entries: list.entries.length,
  };
};
