import {move} from '../../states.ts';
import {encodeRecord, parseJson, RECORD_FORM, type RecordToRead} from '../record/subscriber-record.ts';
import type {Records, Unreadable} from '../records.ts';
import {inspectRecord} from './inspect-record.ts';

/** Why and when a subscription ended, ms since 1970. */
export type Ending = {number: number; reason: string; at: number};

/** More tries than any real crowd on one record needs. */
const MAX_TRIES = 50;

/**
 * Notes in a record of which too little can be read that its subscriber left. What cannot be read stays as it
 * is, so that the record can be mended later. A record without a place for a state needs no note, since it
 * is mended as one who left. False where the record can be read by now, or is gone: nothing was noted.
 */
export const endUnreadable = async (
  {records, oldId}: {records: Records; oldId: RecordToRead['oldId']},
  ending: Ending,
): Promise<boolean> => {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const [read] = await records.readEach([ending.number]);
    if (!read || read.subscriber !== null) return false;
    const next = endedRecord(read, {...ending, oldId});
    if (next === null || (await records.rewrite(read, next))) return true;
  }
  throw new Error(`the record of subscriber ${ending.number} changed without end`);
};

/** Stands in for the address while the rest is read. */
const ANY_ADDRESS = 'unreadable@example.org';

/** The record with its end noted; null where that changes nothing. */
const endedRecord = (
  {number, raw}: Unreadable,
  {oldId, reason, at}: Ending & Pick<RecordToRead, 'oldId'>,
): string | null => {
  const values = parseJson(raw ?? '');
  const {mended} = inspectRecord({number, raw: raw ?? '', oldId}, ANY_ADDRESS);
  if (!Array.isArray(values) || !mended) return null;
  const {subscriber, consent} = mended;
  if (move(subscriber.state, 'unsubscribed').kind === 'refused') return null;
  const ended = {...subscriber, state: 'unsubscribed' as const, stateReason: reason, stateAt: at};
  const whole = encodeRecord({...ended, consent: consent && {...consent, text: ''}}, consent?.textId ?? null);
  const address: unknown = values[values[0] === RECORD_FORM ? 2 : 1] ?? null;
  return whole.replace(JSON.stringify(ANY_ADDRESS), () => JSON.stringify(address));
};
