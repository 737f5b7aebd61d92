import {isRealDay} from '../../editions/edition-id.ts';
import {parseAddress} from '../../subscribers/address.ts';
import {quoted} from '../../subscribers/quoted.ts';
import {type CommandResult, EXIT, stop} from './result.ts';

/**
 * An argument that must be an address and is none: wrong usage, told before anything is opened. Null when
 * it is in order.
 */
export const refusedAddress = (text: string | undefined, option?: string): CommandResult | null => {
  if (text === undefined) return null;
  const address = parseAddress(text);
  if (address.kind === 'address') return null;
  return stop(EXIT.usage, option === undefined ? address.reason : `${option}: ${address.reason}`);
};

/** `--confirmed` says that the operator attests a consent, so its text must be there. */
export const refusedConsent = ({
  confirmed,
  consent,
}: {
  confirmed?: boolean;
  consent?: string;
}): CommandResult | null =>
  confirmed && !consent?.trim()
    ? stop(EXIT.usage, '--confirmed needs --consent TEXT: the text they agreed to, as it will be recorded')
    : null;

/** A `--date` that is no day of the calendar: wrong usage. Null when it is in order. */
export const refusedDay = (day: string | undefined): CommandResult | null =>
  day === undefined || isRealDay(day)
    ? null
    : stop(EXIT.usage, `--date ${quoted(day)} is not a valid date (example: 2026-03-12)`);
