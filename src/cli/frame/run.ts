import type {CommandResult} from './result.ts';
import type {Surroundings} from './with-paperboy.ts';
import type {Work} from './work.ts';

/**
 * Runs a command's work with everything open, and keeps its result for the end. A result that stands before
 * anything is opened (a wrong argument) is given as it is.
 */
export type Run = (
  work: Work | CommandResult,
  surroundings?: Pick<Surroundings, 'adjust' | 'allowInMemory' | 'quiet'>,
) => Promise<void>;
