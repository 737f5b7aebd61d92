import type {Field} from './fields.ts';
import type {HeaderPlan} from './header.ts';
import {parseInstant} from './parse-instant.ts';
import {parseStateWord, type SaidState, toStateWord} from './state-words.ts';
import {parseYesNo} from './yes-no-words.ts';

export const ACTIVE: SaidState = {state: 'active', word: 'active'};
const PENDING: SaidState = {state: 'pending', word: 'pending'};
const LEFT: SaidState = {state: 'unsubscribed', word: 'unsubscribed'};

/** Columns that name a refusal: a yes, a date or a reason in them is one. */
const REFUSALS: Partial<Record<Field, SaidState>> = {
  unsubscribed: LEFT,
  suppressed: {state: 'suppressed', word: 'suppressed'},
  bounced: {state: 'suppressed', word: 'bounced'},
  complained: {state: 'suppressed', word: 'complained'},
};

/** What one cell says of consent; null for a cell that says nothing. */
export const parseCell = ({
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
  return (
    service?.words?.[toServiceWord(text)] ?? parseStateWord(text) ?? words.get(toStateWord(text)) ?? 'unclear'
  );
};

/** A yes or no, a word, or, as MailerLite writes it, since when. */
const parseSubscribed = (text: string, {service, words}: HeaderPlan): SaidState | 'unclear' => {
  const ofService = service?.words?.[toServiceWord(text)];
  if (ofService) return ofService;
  const answer = parseYesNo(text);
  if (answer === 'yes' || isDate(text)) return ACTIVE;
  return answer === 'no' ? LEFT : (parseStateWord(text) ?? words.get(toStateWord(text)) ?? 'unclear');
};

/** With a year, so that no number that means a no is one. */
const isDate = (text: string): boolean => /\d{4}/.test(text) && parseInstant(text).kind !== 'unknown';

const toServiceWord = (text: string): string => text.toLowerCase().replace(/[\s-]+/g, '_');
