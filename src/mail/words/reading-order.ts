import type {Selection} from '../../editions/edition.ts';
import {isAboutMail, labelOf} from '../../ranking/reason-labels.ts';

type Entry = Selection[number];

/** Papers in brief that stand under one heading. */
export type Group = {heading: string; entries: Selection};

/** A selection as a mail prints it, each paper once. */
export type ReadingOrder = {
  /** With room. */
  leads: Selection;
  /** In brief, with a reason of the reader's own, by what the reason names first. */
  yours: Group[];
  /** In brief, for everybody's reason. */
  others: Selection;
};

/** Groups keep the order in which the selection first names them, and papers that of the selection. */
export const inReadingOrder = (selection: Selection, leads: number): ReadingOrder => {
  const groups = new Map<string, Selection>();
  const brief = selection.slice(leads);
  for (const entry of brief.filter(isOwn)) {
    const heading = headingOf(entry);
    groups.set(heading, [...(groups.get(heading) ?? []), entry]);
  }
  return {
    leads: selection.slice(0, leads),
    yours: [...groups].map(([heading, entries]) => ({heading, entries})),
    others: brief.filter(entry => !isOwn(entry)),
  };
};

/** Whether a reason of the reader's own put it there. */
export const isOwn = ({because}: Entry): boolean => because.some(reason => !isAboutMail(reason));

const headingOf = ({because: [first = '']}: Entry): string => {
  const [name = ''] = labelOf(first).names;
  return name.charAt(0).toUpperCase() + name.slice(1);
};
