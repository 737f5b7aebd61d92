import type {Paperboy} from '../../app.ts';
import {type CommandResult, EXIT} from './result.ts';

/** A letter waits for a worker; nobody should wait for a letter that nobody sends. */
export const whoSendsLetters = async ({sending}: Paperboy): Promise<string[]> =>
  (await sending.hasDeliveryWorker())
    ? []
    : ['No worker is running; letters are queued until one runs. Start one: paperboy worker'];

/** Asking by letter writes to real people, so it needs what a real send needs. */
export const lettersRefused = ({problems}: Paperboy, confirmed: boolean): CommandResult | null => {
  if (confirmed || problems.length === 0) return null;
  const lines = problems.map(({setting, problem, fix}) => `  ${setting} ${problem}: ${fix}`);
  return {
    exit: EXIT.refused,
    json: {error: 'letters cannot be sent', problems},
    lines: [],
    notes: ['Letters cannot be sent:', ...lines],
  };
};
