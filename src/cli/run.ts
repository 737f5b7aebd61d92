import type {Paperboy} from '../app.ts';
import type {CommandResult} from './result.ts';
import type {Surroundings} from './with-paperboy.ts';

/** Runs a command's work with everything open, and keeps its result for the end. */
export type Run = (
  work: (paperboy: Paperboy) => Promise<CommandResult>,
  surroundings?: Omit<Surroundings, 'environment'>,
) => Promise<void>;
