import {quoted} from '../quoted.ts';
import type {SubscriberState} from '../subscriber.ts';
import type {Field} from './fields.ts';
import type {HeaderPlan} from './header.ts';
import {parseStateWord, parseYesNo, type SaidState, toStateWord} from './state-words.ts';

/** What all cells of a row that speak of consent come to. */
export type ParsedConsent =
  | {kind: 'said'; said: SaidState}
  /** `words`: the cells that are not understood. */
  | {kind: 'unclear'; problem: string; words: string[]};

const ACTIVE: SaidState = {state: 'active', word: 'active'};
const PENDING: SaidState = {state: 'pending', word: 'pending'};
const LEFT: SaidState = {state: 'unsubscribed', word: 'unsubscribed'};

/** From the weakest to the strongest: of two cells that differ, the one that says no more strongly counts. */
const STRENGTH: readonly SubscriberState[] = ['active', 'pending', 'unsubscribed', 'suppressed'];

/** Columns that name a refusal: a yes, a date or a reason in them is one. */
const REFUSALS: Partial<Record<Field, SaidState>> = {
  unsubscribed: LEFT,
  suppressed: {state: 'suppressed', word: 'suppressed'},
  bounced: {state: 'suppressed', word: 'bounced'},
  complained: {state: 'suppressed', word: 'complained'},
};

/**
 * What a row says about consent, over all its columns that can. A refusal counts whatever the other cells
 * say; a cell that is not understood never makes anybody active.
 */
export const parseConsent = ({plan, cells}: {plan: HeaderPlan; cells: string[]}): ParsedConsent => {
  const said: SaidState[] = plan.everyRow === null ? [] : [plan.everyRow];
  const unclear: {title: string; text: string}[] = [];
  for (const [field, places] of plan.places) {
    for (const place of places) {
      const text = cells[place] ?? '';
      const found = parseCell({field, text, name: plan.columns[place]?.name ?? '', plan});
      if (found === 'unclear') unclear.push({title: plan.columns[place]?.title ?? '', text});
      else if (found !== null) said.push(found);
    }
  }
  const strongest = said.reduce(stronger, ACTIVE);
  if (unclear.length === 0 || STRENGTH.indexOf(strongest.state) >= STRENGTH.indexOf('unsubscribed'))
    return {kind: 'said', said: strongest};
  const problems = unclear.map(({title, text}) => `${title} ${quoted(text)} is not a known state`);
  return {kind: 'unclear', problem: problems.join('; '), words: unclear.map(({text}) => text)};
};

const stronger = (one: SaidState, other: SaidState): SaidState =>
  STRENGTH.indexOf(other.state) > STRENGTH.indexOf(one.state) ? other : one;

/** Null for a cell that says nothing. */
const parseCell = ({
  field,
  text,
  name,
  plan,
}: {
  field: Field;
  text: string;
  /** The column's. */
  name: string;
  plan: HeaderPlan;
}): SaidState | 'unclear' | null => {
  if (field === 'status') return parseStatus({text, name, plan});
  if (field === 'subscribed') return parseSubscribed(text, plan);
  if (field === 'confirmed') return ['no', 'nothing'].includes(parseYesNo(text)) ? PENDING : null;
  const refusal = REFUSALS[field];
  if (refusal === undefined) return null;
  return ['no', 'nothing'].includes(parseYesNo(text)) ? null : refusal;
};

/**
 * An empty state means active in a file of one's own, where the column `status` is optional; in anybody
 * else's export it means nothing.
 */
const parseStatus = ({
  text,
  name,
  plan: {service, words},
}: {
  text: string;
  name: string;
  plan: HeaderPlan;
}): SaidState | 'unclear' | null => {
  if (text === '' && service === null && name === 'status') return words.get('') ?? null;
  if (text === '') return words.get('') ?? 'unclear';
  const word = text.toLowerCase().replace(/[\s-]+/g, '_');
  return service?.words?.[word] ?? parseStateWord(text) ?? words.get(toStateWord(text)) ?? 'unclear';
};

const parseSubscribed = (text: string, {words}: HeaderPlan): SaidState | 'unclear' => {
  const answer = parseYesNo(text);
  if (answer === 'yes') return ACTIVE;
  return answer === 'no' ? LEFT : (parseStateWord(text) ?? words.get(toStateWord(text)) ?? 'unclear');
};
