import {quoted} from '../quoted.ts';
import type {SubscriberState} from '../subscriber.ts';
import {ACTIVE, parseCell} from './consent-cell.ts';
import type {HeaderPlan} from './header.ts';
import type {SaidState} from './state-words.ts';

/** What all cells of a row that speak of consent come to. */
export type ParsedConsent =
  | {kind: 'said'; said: SaidState}
  /** `words`: the cells that are not understood. */
  | {kind: 'unclear'; problem: string; words: string[]};

/** From the weakest to the strongest: of two cells that differ, the one that says no more strongly counts. */
const STRENGTH: readonly SubscriberState[] = ['active', 'pending', 'unsubscribed', 'suppressed'];

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
