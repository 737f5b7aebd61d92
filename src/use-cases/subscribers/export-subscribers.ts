import {stringify} from 'csv-stringify/sync';
import type {Libraries} from '../../editions/learning/library-store.ts';
import type {Log} from '../../log.ts';
import type {PaperId} from '../../papers/paper.ts';
import {OWN_COLUMNS} from '../../subscribers/csv/fields.ts';
import {guardCell} from '../../subscribers/csv/guard-cell.ts';
import {suppressedBy} from '../../subscribers/states.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

export type ExportSubscribersDeps = {
  subscribers: Pick<Subscribers, 'all'>;
  libraries: Pick<Libraries, 'findEach'>;
  /** Names this instance as the one that gave the ids. */
  instanceId: string;
  log: Log;
};

export type ExportSubscribers = {format: 'csv' | 'json'};

/** A subscriber with the ids of their library. */
type Exported = Subscriber & {library: PaperId[]};

/**
 * Everybody as CSV (RFC 4180, every cell quoted, no cell that a spreadsheet would run), the header first,
 * some hundred lines at a time, which `importSubscribers` reads back; or as one JSON list. In the CSV the
 * status of who is suppressed says why, so that a complaint stays final after a move. Consents are not in it.
 * Each has the id that its links name, the instance that gave it, and the ids of its library. Memory stays
 * flat.
 */
export async function* exportSubscribers(
  {subscribers, libraries, instanceId, log}: ExportSubscribersDeps,
  {format}: ExportSubscribers,
): AsyncIterable<string> {
  let exported = 0;
  const write = FORMATS[format];
  yield* write(counted(), instanceId);
  log.info({event: 'subscribers.exported', format, exported}, 'subscribers exported');

  async function* counted(): AsyncIterable<Exported[]> {
    for await (const batch of subscribers.all()) {
      exported += batch.length;
      const kept = await libraries.findEach(batch.map(({number}) => number));
      yield batch.map((subscriber, place) => ({...subscriber, library: kept[place]?.ids ?? []}));
    }
  }
}

async function* toCsv(batches: AsyncIterable<Exported[]>, instanceId: string): AsyncIterable<string> {
  yield toLines([[...OWN_COLUMNS]]);
  for await (const batch of batches) yield toLines(batch.map(subscriber => toCells(subscriber, instanceId)));
}

/** One list, one subscriber a line, never whole in memory. */
async function* toJson(batches: AsyncIterable<Exported[]>, instanceId: string): AsyncIterable<string> {
  let before = '[\n';
  for await (const batch of batches)
    for (const {address, name, preferences, opinions, state, createdAt, id, madeBy, library} of batch) {
      const created = new Date(createdAt).toISOString();
      const row = {email: address, name, ...preferences, opinions, library, status: state, created};
      yield `${before}${JSON.stringify({...row, id, instance: madeBy ?? instanceId})}`;
      before = ',\n';
    }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const FORMATS: Record<
  ExportSubscribers['format'],
  (batches: AsyncIterable<Exported[]>, instanceId: string) => AsyncIterable<string>
> = {csv: toCsv, json: toJson};

const toLines = (rows: string[][]): string =>
  stringify(
    rows.map(row => row.map(guardCell)),
    {quoted: true, quoted_empty: true, record_delimiter: '\r\n'},
  );

/** As an import reads it back: a bounce and a complaint apart, which one state holds. */
const statusOf = (subscriber: Subscriber): string => {
  const by = suppressedBy(subscriber);
  if (by === 'bounce') return 'bounced';
  return by === 'complaint' ? 'complained' : subscriber.state;
};

const toCells = (subscriber: Exported, instanceId: string): string[] => {
  const {address, name, preferences, opinions, library, createdAt, id, madeBy} = subscriber;
  return [
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
    preferences.form,
    preferences.arxivShare === null ? '' : String(preferences.arxivShare),
    preferences.news ? '' : 'no',
    preferences.language ?? '',
    preferences.pausedUntil ?? '',
    opinions.more.join(';'),
    opinions.less.join(';'),
    library.join(';'),
    statusOf(subscriber),
    new Date(createdAt).toISOString(),
    id,
    madeBy ?? instanceId,
  ];
};
