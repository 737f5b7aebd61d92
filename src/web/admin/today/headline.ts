import type {EditionRow} from '../../../use-cases/today/load-edition-rows.ts';
import type {TodaysSending} from '../../../use-cases/today/load-hours.ts';
import {dayWithin, sentence, thousands} from '../words.ts';

const NUMBERS = ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** The first sentence of the page: whether anything needs the operator, and whether mail leaves. */
export const headlineOf = ({
  needs,
  isStopped,
  pending,
}: {
  needs: number;
  isStopped: boolean;
  pending: number;
}): string => {
  const mail = isStopped ? 'Mail is stopped.' : pending > 0 && 'Mail is going out.';
  return [needsInWords(needs), mail].filter(Boolean).join(' ');
};

const needsInWords = (needs: number): string => {
  if (needs === 0) return 'All well.';
  if (needs === 1) return 'One thing needs you.';
  return `${NUMBERS[needs] ?? thousands(needs)} things need you.`;
};

/** How far today's editions are, a sentence each; why there is none. */
export const progressLines = (rows: EditionRow[], {editions, hours}: TodaysSending): string[] => {
  const sent = rows.filter(({edition}) => editions.includes(edition));
  if (sent.length === 0) return [whyNothing(rows)];
  const lines = sent.map(
    ({edition, counts}) => `The edition of ${dayWithin(edition)}: ${countsInWords(counts)}.`,
  );
  const expected = hours.reduce((sum, hour) => sum + hour.expected, 0);
  const last = hours.findLast(hour => hour.expected > 0)?.hour ?? 0;
  const more =
    `About ${thousands(expected)} more are expected today, the last at ` +
    `${String(last).padStart(2, '0')}:00.`;
  return expected === 0 ? lines : [...lines, more];
};

const countsInWords = ({accepted, audience, pending}: EditionRow['counts']): string => {
  if (audience === 0) return 'nobody was due yet';
  const waiting = pending > 0 ? `, ${thousands(pending)} waiting` : '';
  return `${thousands(accepted)} of ${thousands(audience)} planned accepted${waiting}`;
};

const whyNothing = ([newest]: EditionRow[]): string => {
  if (newest === undefined) return 'No editions yet.';
  if (newest.kind === 'edition') return 'Nothing is sent today.';
  return `${sentence(dayWithin(newest.edition))}: ${newest.reason ?? newest.kind}.`;
};
