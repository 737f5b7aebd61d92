import {z} from 'zod';
import {defaultPreferences} from '../../subscriber.ts';
import {
  parseJson,
  parseRecord,
  RECORD_FORM,
  type RecordToRead,
  rareFields,
  recordFieldNames,
  recordFields,
  type StoredSubscriber,
} from '../record/subscriber-record.ts';

/** What is wrong with a record that nobody can read, and what can be made of it. */
export type RecordDamage = {
  /** Each names a field and never a value. */
  problems: string[];
  /** With defaults in place of what cannot be read; null where too little is left, see `problems`. */
  mended: StoredSubscriber | null;
};

/**
 * What stands in place of a field that cannot be read. Without a state nobody can say that they still want
 * mail, and what may be a no is a no.
 */
const inPlaceOf: Record<(typeof recordFieldNames)[number], unknown> = {
  address: undefined,
  name: null,
  state: 'u',
  'reason of the state': 'mended by the operator',
  'time of the state': 0,
  'time zone': defaultPreferences.timezone,
  hour: defaultPreferences.hour,
  frequency: 'd',
  weekday: defaultPreferences.weekday,
  topics: [],
  papers: defaultPreferences.papers,
  epoch: 0,
  'time of creation': 0,
  consent: null,
};

/** How many values stand before the fields, by form. */
const FIELDS_FROM: Record<number, number> = {1: 1, 2: 1, [RECORD_FORM]: 2};

/**
 * Looks at a record that `parseRecord` cannot read. `address` takes the place of one that cannot be read
 * either. A form that this program does not know is nothing to mend: a newer program wrote it.
 */
export const inspectRecord = (record: RecordToRead, address?: string): RecordDamage => {
  const values = parseJson(record.raw);
  const isList = Array.isArray(values);
  const from = isList ? FIELDS_FROM[Number(values[0])] : FIELDS_FROM[RECORD_FORM];
  if (from === undefined)
    return {problems: ['its form is one that this version does not know'], mended: null};
  const form = isList ? Number(values[0]) : RECORD_FORM;
  const found: unknown[] = isList ? values : [form];
  const id = idIn(found, record);
  const fields = recordFieldNames.map((name, place) => fieldIn(found[from + place], {name, place, address}));
  const rare = form === 1 ? {kept: {}, problems: []} : rareIn(found[from + recordFields.length]);
  const problems = [
    ...(isList ? [] : ['it is no list of fields']),
    ...(from === 2 && id.isLost ? ['its id cannot be read: links of older mails no longer lead to it'] : []),
    ...fields.flatMap(({problem}) => problem ?? []),
    ...rare.problems,
  ];
  const raw = JSON.stringify([
    ...(from === 2 ? [form, id.id] : [form]),
    ...fields.map(({value}) => value),
    ...(form === 1 ? [] : [rare.kept]),
  ]);
  return {problems, mended: parseRecord({...record, raw})};
};

const idIn = (values: unknown[], {number, oldId}: RecordToRead): {id: string; isLost: boolean} => {
  const text = values[0] === RECORD_FORM ? values[1] : null;
  return typeof text === 'string' && ID.test(text)
    ? {id: text, isLost: false}
    : {id: oldId(number), isLost: true};
};

/** An id, and after an `@` the instance that gave it. */
const ID = /^[A-Za-z0-9_-]{11}(?:@[a-z0-9]{6,16})?$/;

type FieldToRead = {name: (typeof recordFieldNames)[number]; place: number; address: string | undefined};

const fieldIn = (
  value: unknown,
  {name, place, address}: FieldToRead,
): {value: unknown; problem: string | null} => {
  if (recordFields[place]?.safeParse(value).success) return {value, problem: null};
  if (name !== 'address') return {value: inPlaceOf[name], problem: `its ${name} cannot be read`};
  return {value: address, problem: 'its address cannot be read'};
};

/** Each of the rare fields by itself: one that cannot be read costs only itself. */
const rareIn = (value: unknown): {kept: Record<string, unknown>; problems: string[]} => {
  const whole = z.record(z.string(), z.unknown()).safeParse(value);
  if (!whole.success) return {kept: {}, problems: ['its further preferences cannot be read']};
  const kept: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, shape] of Object.entries(rareFields.shape)) {
    const rare = whole.data[name];
    if (rare === undefined) continue;
    if (shape.safeParse(rare).success) kept[name] = rare;
    else problems.push(`its ${name} cannot be read`);
  }
  return {kept, problems};
};
