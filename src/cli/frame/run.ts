import type {Paperboy} from '../../app.ts';
import type {CommandResult} from './result.ts';
import type {Terminal} from './terminal.ts';
import type {Surroundings} from './with-paperboy.ts';

export type Work = (paperboy: Paperboy, terminal: Terminal) => Promise<CommandResult>;

/**
 * Runs a command's work with everything open, and keeps its result for the end. A result that stands before
 * anything is opened (a wrong argument) is given as it is.
 */
export type Run = (
  work: Work | CommandResult,
  surroundings?: Pick<Surroundings, 'adjust' | 'allowInMemory' | 'quiet'>,
) => Promise<void>;
