import type {Speech} from '../../../templates/languages/speech.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import type {Fragments} from '../fragments.ts';
import {factsLine, forYou, headingOfFive, reasonsInARow, type SelectionFacts} from './reader-words.ts';

/** The slots of a paper in a mail, plain. */
export const slotsOfPaper = ({because, rank}: {because: Reason[]; rank: number}, speech: Speech) => ({
  rank: String(rank),
  because: reasonsInARow(because, speech),
  reason: forYou(because, speech),
  // Never printed: it tells where the reason that everybody has stands.
  everybody: because.length === 0 ? 'yes' : '',
});

/** The slots of the lines around the papers, plain. */
export const sharedSlots = (fragments: Fragments, facts: SelectionFacts, speech: Speech) => {
  const n = fragments.glances.length - facts.papers;
  const {say} = speech;
  const period = fragments.facts?.period.endsWith('week') ? 'week' : 'day';
  return {
    count: String(facts.papers),
    leftOut: n === 0 ? '' : say('count.morePapers', {n}),
    more: n === 0 ? '' : say(`mail.more.${period}`, {n}),
    facts: factsLine(fragments, facts, speech),
    invitation: facts.own > 0 ? '' : say('mail.invitation'),
    five: fragments.week ? headingOfFive(facts, speech) : '',
  };
};
