import type {Paperboy} from '../../app.ts';
import type {EditionId} from '../../editions/edition.ts';
import {type CommandResult, EXIT} from './result.ts';

/** There is no such edition, and how to get it. */
export const notBuilt = (id: EditionId): string =>
  `edition ${id} is not built; run: paperboy editions build ${id}`;

/** Everything that forbids writing to real people, each with its fix; null when nothing does. */
export const sendingRefused = ({problems}: Pick<Paperboy, 'problems'>): CommandResult | null =>
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
