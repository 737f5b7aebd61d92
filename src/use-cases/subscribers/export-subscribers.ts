import {stringify} from 'csv-stringify/sync';
import {knownColumns} from '../../subscribers/csv/csv-rows.ts';
import {guardCell} from '../../subscribers/csv/guard-cell.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

/**
 * Everybody as CSV (RFC 4180, every cell quoted, no cell that a spreadsheet would run), the header first, some hundred
 * lines at a time. `importSubscribers` reads it back; consents are not in it.
 */
export async function* exportSubscribers({subscribers}: {subscribers: Subscribers}): AsyncIterable<string> {
  yield toLines([[...knownColumns]]);
  for await (const batch of subscribers.all()) yield toLines(batch.map(toCells));
}

const toLines = (rows: string[][]): string =>
  stringify(
    rows.map(row => row.map(guardCell)),
    {quoted: true, quoted_empty: true, record_delimiter: '\r\n'},
  );

const toCells = ({address, name, preferences, opinions, state, createdAt}: Subscriber): string[] => [
  address,
  name ?? '',
  preferences.timezone,
  String(preferences.hour),
  preferences.frequency,
  String(preferences.weekday),
  preferences.topics.join(';'),
  preferences.avoid.join(';'),
  preferences.authors.join(';'),
  preferences.labs.join(';'),
  preferences.codeHosts.join(';'),
  String(preferences.papers),
  preferences.arxivShare === null ? '' : String(preferences.arxivShare),
  preferences.pausedUntil ?? '',
  opinions.more.join(';'),
  opinions.less.join(';'),
  state,
  new Date(createdAt).toISOString(),
];
