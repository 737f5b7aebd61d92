import type {Speech} from '../../../templates/languages/speech.ts';
import type {Selection} from '../../editions/edition.ts';
import {labelsOf} from '../../editions/reason-words.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';

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

/**
 * Groups keep the order in which the selection first names them, and papers that of the selection.
 * `headingFor` says what stands above papers with these reasons (`headingIn`).
 */
export const inReadingOrder = (
  selection: Selection,
  leads: number,
  headingFor: (because: Reason[]) => string,
): ReadingOrder => {
  const yours: Group[] = [];
  const others: Selection = [];
  for (const entry of selection.slice(leads)) {
    if (!isOwn(entry)) {
      others.push(entry);
      continue;
    }
    const heading = headingFor(entry.because);
    const group = yours.find(known => known.heading === heading);
    if (group) group.entries.push(entry);
    else yours.push({heading, entries: [entry]});
  }
  return {leads: selection.slice(0, leads), yours, others};
};

/** Whether the reason tells why the mail is as it is, and not why a paper is the reader's. */
export const isAboutMail = ({kind}: Reason): boolean => kind === 'all-avoided' || kind === 'none-in-share';

/** Whether a reason of the reader's own put it there. */
export const isOwn = ({because}: Entry): boolean => because.some(reason => !isAboutMail(reason));

/** What stands above papers with these reasons. */
export const headingIn =
  (speech: Speech) =>
  ([first]: Reason[]): string => {
    const [name = ''] = first ? labelsOf(first, speech) : [];
    return speech.sentence(name);
  };
