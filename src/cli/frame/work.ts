import type {Paperboy} from '../../app.ts';
import type {CommandResult} from './result.ts';
import type {Terminal} from './terminal.ts';

/** What a command does once everything is open. */
export type Work = (paperboy: Paperboy, terminal: Terminal) => Promise<CommandResult>;
