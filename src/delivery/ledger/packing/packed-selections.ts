import {readReason} from '../../../ranking/reasons/earlier-reasons.ts';
import type {Reason} from '../../../ranking/reasons/reason.ts';
import type {Selection} from '../../../ranking/selection.ts';
import {Numbered} from './numbered.ts';
import {fromStep, nextOf, toStep} from './whole-numbers.ts';

/** Selections as columns of whole numbers, beside the reasons that they name. */
export type PackedSelections = {
  /** An older version packed them as sentences. */
  reasons: (Reason | string)[];
  columns: number[][];
};

/**
 * Packs selections. Of each stand only its own papers, and how many follow that the rule "then the rest, in
 * the order of the base ranking" brings by itself. A selection's reasons are numbered again in each, where
 * they are few.
 */
export const packSelections = (selections: Selection[]): PackedSelections => {
  const reasons = new Numbered<Reason>();
  const rests: number[] = [];
  const owns: number[] = [];
  const steps: number[] = [];
  const counts: number[] = [];
  const local: number[] = [];
  const told: number[] = [];
  for (const selection of selections) {
    const own = selection.slice(0, ownLength(selection));
    const here = new Numbered<Reason>();
    rests.push(selection.length - own.length);
    owns.push(own.length);
    for (const [place, {index, because}] of own.entries()) {
      steps.push(toStep(index - (own[place - 1]?.index ?? 0)));
      counts.push(because.length);
      for (const reason of because) {
        const known = here.size;
        local.push(here.of(reason));
        if (here.size > known) told.push(reasons.of(reason));
      }
    }
  }
  return {reasons: reasons.all(), columns: [rests, owns, steps, counts, local, told]};
};

/** Unpacks what `packSelections` packed. */
export const unpackSelections = ({reasons: packed, columns}: PackedSelections): Selection[] => {
  const reasons = packed.map(readReason);
  const [rests = [], owns = [], steps = [], counts = [], local = [], told = []] = columns;
  const [own, step, count, number, reason] = [owns, steps, counts, local, told].map(nextOf);
  if (!own || !step || !count || !number || !reason) throw new Error('five columns came out as fewer');
  return rests.map(rest => {
    const here: Reason[] = [];
    const because = () => {
      const place = number();
      const found = here[place] ?? reasons[reason()];
      if (!found) throw new Error('a selection names a reason that is not there');
      here[place] = found;
      return found;
    };
    let index = 0;
    const first = Array.from({length: own()}, () => {
      index += fromStep(step());
      return {index, because: Array.from({length: count()}, because)};
    });
    return [...first, ...inEverybodysOrder(first, rest)];
  });
};

/** So many papers from the top that are not chosen yet. */
const inEverybodysOrder = (chosen: Selection, count: number): Selection => {
  const taken = new Set(chosen.map(({index}) => index));
  const rest: Selection = [];
  for (let index = 0; rest.length < count; index++) if (!taken.has(index)) rest.push({index, because: []});
  return rest;
};

/** After how many papers a selection goes on as `inEverybodysOrder` does. */
const ownLength = (selection: Selection): number => {
  let own = selection.findLastIndex(({because}) => because.length > 0) + 1;
  while (!goesOnAsEverybodys(selection, own)) own++;
  return own;
};

const goesOnAsEverybodys = (selection: Selection, from: number): boolean => {
  let next = 0;
  const isTaken = (index: number): boolean => {
    for (let at = 0; at < from; at++) if (selection[at]?.index === index) return true;
    return false;
  };
  for (let at = from; at < selection.length; at++, next++) {
    while (isTaken(next)) next++;
    if (selection[at]?.index !== next) return false;
  }
  return true;
};
