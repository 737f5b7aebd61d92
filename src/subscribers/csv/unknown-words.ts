import {parseAddress} from '../address.ts';
import {quoted} from '../quoted.ts';
import {parseConsent} from './consent.ts';
import type {CsvRow} from './csv-rows.ts';
import type {HeaderPlan} from './header.ts';
import {STATE_NAMES} from './state-words.ts';

/** A row whose words of state are not known, about an address that can be read. */
export type UnclearRow = {line: number; address: string; words: string[]};

/**
 * The words of state that are not known, with how many people they are about who are active here. A row with
 * such a word is rejected; but who said no elsewhere, in a word that we do not know, must not go on getting
 * mail from us, so a file with one about an active reader waits for the operator.
 */
export type UnknownWords = {
  wordsOf(row: CsvRow): UnclearRow[];
  note(row: UnclearRow, isActive: boolean): void;
  /** Why the file is refused; null where it is not. */
  unclear(): string | null;
};

/** Whether a file has cells that are read as words of state. */
export const hasStateWords = ({places}: HeaderPlan): boolean =>
  places.has('status') || places.has('subscribed');

const MAX_NAMED = 5;

export const openUnknownWords = (plan: HeaderPlan): UnknownWords => {
  const activeBy = new Map<string, number>();
  let active = 0;
  let firstLine = 0;
  return {
    wordsOf: ({line, cells}) => {
      const said = parseConsent({plan, cells});
      if (said.kind === 'said') return [];
      const address = parseAddress(
        (plan.places.get('email') ?? []).map(place => cells[place] ?? '').join(''),
      );
      return address.kind === 'refused' ? [] : [{line, address: address.address, words: said.words}];
    },
    note: ({line, words}, isActive) => {
      if (!isActive) return;
      if (active === 0) firstLine = line;
      active += 1;
      for (const word of words) activeBy.set(word, (activeBy.get(word) ?? 0) + 1);
    },
    unclear: () => {
      if (active === 0) return null;
      const words = [...activeBy].sort(([, one], [, other]) => other - one);
      const named = words.slice(0, MAX_NAMED).map(([word, count]) => `${quoted(word)} (${count})`);
      const rest = words.length > MAX_NAMED ? `, and ${words.length - MAX_NAMED} more` : '';
      return (
        `line ${firstLine} has a word of state that is not known, of somebody who is active here ` +
        `(${active} in all): ${named.join(', ')}${rest}; say what each means with ` +
        `--word ${quoted(`${words[0]?.[0] ?? ''}=STATE`)} (${STATE_NAMES.join(', ')})`
      );
    },
  };
};
