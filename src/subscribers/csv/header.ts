import {quoted} from '../quoted.ts';
import {fieldOfName} from './column-names.ts';
import {FIELDS, type Field, toColumnName} from './fields.ts';
import {SERVICES, type Service} from './services.ts';
import {parseStateName, parseStateWord, type SaidState, STATE_NAMES, toStateWord} from './state-words.ts';
import {isHarmless, mayCarryConsent} from './suspicion.ts';

/** One column of a file. */
export type Column = {
  /** As the file names it. */
  title: string;
  name: string;
  /** What it is read as; null where it is not read. */
  field: Field | null;
  /** Whether its values must be looked at before anything is written: they may say who wants no email. */
  isWatched: boolean;
};

export type HeaderPlan = {
  service: Service | null;
  columns: Column[];
  /** Where the columns of a field stand, from 0. */
  places: ReadonlyMap<Field, number[]>;
  /** What being in this file says of every row; null for nothing. */
  everyRow: SaidState | null;
  /** What the operator says that words of state mean, by `toStateWord`. */
  words: ReadonlyMap<string, SaidState>;
};

/**
 * What the operator says of a file: `--column COLUMN=FIELD`, `--ignore COLUMN`, and of words of state that
 * are not known `--word WORD=STATE`.
 */
export type ColumnOrders = {
  columns: ReadonlyMap<string, string>;
  ignored: ReadonlySet<string>;
  words: ReadonlyMap<string, string>;
};

export type PlannedHeader =
  | {kind: 'plan'; plan: HeaderPlan}
  /** `isUnclear`: nothing may be imported until the operator says what a column means. */
  | {kind: 'refused'; reason: string; isUnclear: boolean};

/**
 * Decides what each column of a file is read as. A file is another service's by its whole header or not at
 * all; then names that mean the same everywhere count. A column whose name may carry consent and is not
 * understood refuses the file.
 */
export const planHeader = (titles: string[], orders: ColumnOrders): PlannedHeader => {
  const named = titles.map(title => ({title, name: toColumnName(title)}));
  const wrong = wrongOrder(
    named.map(({name}) => name),
    orders,
  );
  if (wrong !== null) return {kind: 'refused', reason: wrong, isUnclear: true};
  const service = serviceOf(named.map(({name}) => name));
  const read = named.map(({title, name}) => ({title, name, ...readAs({name, service, orders})}));
  const columns = withOwnIdsAlone(read);
  const unfit = whyUnfit(columns);
  if (unfit !== null) return {kind: 'refused', reason: unfit, isUnclear: false};
  const unclear = columns.find(column => column.isWatched && mayCarryConsent(column.name));
  if (unclear) return {kind: 'refused', reason: unclearColumn(unclear.title), isUnclear: true};
  return {
    kind: 'plan',
    plan: {
      ...{service, columns, places: placesOf(columns), everyRow: everyRowOf(service, columns)},
      words: wordsOf(orders),
    },
  };
};

/**
 * Many services number their rows in a column `id`: it is read only beside the instance that gave the ids.
 */
const withOwnIdsAlone = (columns: Column[]): Column[] =>
  columns.some(({field}) => field === 'instance') && columns.some(({field}) => field === 'id')
    ? columns
    : columns.map(column =>
        column.field === 'instance' || column.field === 'id' ? {...column, field: null} : column,
      );

const placesOf = (columns: Column[]): Map<Field, number[]> => {
  const places = new Map<Field, number[]>();
  for (const [place, {field}] of columns.entries())
    if (field !== null) places.set(field, [...(places.get(field) ?? []), place]);
  return places;
};

const everyRowOf = (service: Service | null, columns: Column[]): SaidState | null =>
  columns.map(({name}) => service?.saysByColumn?.[name] ?? null).find(said => said !== null) ?? null;

/** Whose export has these columns, or null. */
export const serviceOf = (names: readonly string[]): Service | null => {
  const [best] = SERVICES.filter(service => isHeaderOf(service, names)).sort(
    (one, other) => other.requires.length - one.requires.length,
  );
  return best ?? null;
};

const isHeaderOf = (
  {requires, fields, saysByColumn = {}, hasCustomColumns}: Service,
  names: readonly string[],
) =>
  requires.every(name => names.includes(name)) &&
  (hasCustomColumns ||
    names.every(name => name === '' || name in fields || name in saysByColumn || fieldOfName(name) !== null));

const readAs = ({
  name,
  service,
  orders,
}: {
  name: string;
  service: Service | null;
  orders: ColumnOrders;
}): Pick<Column, 'field' | 'isWatched'> => {
  const ordered = orders.columns.get(name);
  if (ordered !== undefined) return {field: fieldOrNull(ordered), isWatched: false};
  if (orders.ignored.has(name) || name === '') return {field: null, isWatched: false};
  if (service && name in service.fields) return {field: service.fields[name] ?? null, isWatched: false};
  if (service?.saysByColumn && name in service.saysByColumn) return {field: null, isWatched: false};
  const field = fieldOfName(name);
  return {field, isWatched: field === null && !isHarmless(name)};
};

const fieldOrNull = (text: string): Field | null => FIELDS.find(field => field === text) ?? null;

/** Words that are known keep their meaning, so they are not among these. */
const wordsOf = ({words}: ColumnOrders): Map<string, SaidState> =>
  new Map(
    [...words].flatMap(([word, name]) => {
      const said = parseStateName(name);
      return said === null ? [] : [[toStateWord(word), said] as const];
    }),
  );

const wrongWord = ({words}: ColumnOrders): string | null => {
  for (const [word, name] of words) {
    const known = parseStateWord(word);
    if (parseStateName(name) === null)
      return `--word ${quoted(`${word}=${name}`)}: a state is one of ${STATE_NAMES.join(', ')}`;
    if (known !== null) return `--word ${quoted(`${word}=${name}`)}: the word is known to mean ${known.word}`;
  }
  return null;
};

const wrongOrder = (names: string[], orders: ColumnOrders): string | null => {
  const {columns, ignored} = orders;
  const lost = [...columns.keys(), ...ignored].find(name => !names.includes(name));
  if (lost !== undefined) return `has no column ${quoted(lost)}`;
  const [unknown] = [...columns].filter(([, field]) => fieldOrNull(field) === null);
  return unknown
    ? `--column ${quoted(`${unknown[0]}=${unknown[1]}`)}: a field is one of ${FIELDS.join(', ')}`
    : wrongWord(orders);
};

/** Fields that more than one column may give: the first that is filled counts, of a refusal any. */
const SHARED: readonly Field[] = [
  'created',
  'subscribed',
  'unsubscribed',
  'confirmed',
  'suppressed',
  'bounced',
  'complained',
];

/** Why these columns cannot be those of subscribers; null where they can. */
const whyUnfit = (columns: Column[]): string | null => {
  if (columns.every(({field}) => field !== 'email'))
    return `must name the columns, with "email" among them; say which it is with --column COLUMN=email`;
  const twice = columns.find(
    ({field}, place) =>
      field !== null &&
      !SHARED.includes(field) &&
      columns.findIndex(other => other.field === field) !== place,
  );
  return twice
    ? `names two columns for ${twice.field}, the second is ${quoted(twice.title)}; leave one out with ` +
        '--ignore COLUMN'
    : null;
};

/** Why a file is refused whose column may say who wants no email, with the two ways to go on. */
export const unclearColumn = (title: string): string =>
  `has a column ${quoted(title)} that may say who wants no email, and it is not understood; say what ` +
  'it means with ' +
  `--column ${quoted(`${title}=FIELD`)} (such as subscribed, unsubscribed or status), or leave it out ` +
  `with --ignore ${quoted(title)}`;
