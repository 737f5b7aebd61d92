import type {Paperboy} from '../../app.ts';
import type {EditionId} from '../../editions/edition.ts';
import {describeDifference} from '../../instance/setting-difference.ts';
import {type CommandResult, EXIT} from './result.ts';

/** There is no such edition, and how to get it. */
export const notBuilt = (id: EditionId): string =>
  `edition ${id} is not built; run: paperboy editions build ${id}`;

/**
 * Why this process may not write to real people, each reason with its fix: its configuration, or that it
 * differs from its instance. Null where it may.
 */
export const sendingRefused = async (paperboy: Paperboy): Promise<CommandResult | null> =>
  configurationRefused(paperboy) ?? instanceRefused(paperboy);

const configurationRefused = ({problems}: Paperboy): CommandResult | null =>
  problems.length === 0
    ? null
    : {
        exit: EXIT.refused,
        json: {error: 'the configuration does not allow a real send', problems},
        lines: [],
        notes: [
          'The configuration does not allow a real send:',
          ...problems.map(({setting, problem, fix}) => `  ${setting} ${problem}: ${fix}`),
        ],
      };

/** Why this process may not work for the instance, with the way out; null where it may. */
export const instanceRefused = async ({instance}: Paperboy): Promise<CommandResult | null> => {
  const claimed = await instance.claim();
  if (claimed.kind === 'claimed') return null;
  return {
    exit: EXIT.refused,
    json: {error: 'this process has other settings than its instance', differences: claimed.differences},
    lines: [],
    notes: [
      'This process has other settings than its instance:',
      ...claimed.differences.map(difference => `  ${describeDifference(difference)}`),
      'Correct the settings, or make these the instance’s: paperboy instance --adopt',
    ],
  };
};
