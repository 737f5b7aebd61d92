import type {Environment} from '../../settings/secret-files.ts';
import type {CommandResult} from './result.ts';
import type {Terminal} from './terminal.ts';
import type {Surroundings} from './with-paperboy.ts';
import type {Work} from './work.ts';

/**
 * Runs a command's work with everything open, and keeps its result for the end. A result that stands before
 * anything is opened (a wrong argument) is given as it is.
 */
export type Run = (
  work: Work | CommandResult,
  surroundings?: Partial<Pick<Surroundings, 'adjust' | 'allowInMemory' | 'quiet' | 'environment'>>,
) => Promise<void>;

/** What a command meets that needs no instance. */
export type CommandContext = {
  terminal: Terminal;
  environment: Environment;
  /** The project's folder, where `.env` is. */
  folder: string;
  /** Whether somebody sits before it who can be asked. */
  isInteractive: boolean;
};
