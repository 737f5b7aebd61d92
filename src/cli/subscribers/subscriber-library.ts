import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import {refusedAddress} from '../frame/arguments.ts';
import {libraryLines, rejectedNotes, understandFiles} from '../frame/library-files.ts';
import {type CommandResult, EXIT, stop} from '../frame/result.ts';
import type {Run} from '../frame/run.ts';

type LibraryOptions = {dryRun?: boolean; forget?: boolean};

/** `paperboy subscribers library` */
export const addLibraryCommand = (subscribers: Command, run: Run): void => {
  subscribers
    .command('library')
    .description("learn a subscriber's interests from reference files (BibTeX, RIS, CSL-JSON …)")
    .argument('<email>')
    .argument('[file...]')
    .option('--dry-run', 'show what would be learned; keep nothing')
    .option('--forget', 'delete what is kept of their library')
    .action((email: string, files: string[], options: LibraryOptions) =>
      run(
        refusedAddress(email) ??
          refusedFiles(files, options) ??
          (paperboy => (options.forget ? forget(paperboy, email) : bring(paperboy, {email, files, options}))),
      ),
    );
};

const refusedFiles = (files: string[], {forget: isForgotten}: LibraryOptions): CommandResult | null => {
  if (isForgotten && files.length > 0) return stop(EXIT.usage, '--forget takes no files');
  return isForgotten || files.length > 0 ? null : stop(EXIT.usage, 'name a file, or --forget');
};

const forget = async ({subscribers}: Paperboy, email: string): Promise<CommandResult> => {
  const subscriber = await subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'subscriber not found');
  const {kind} = await subscribers.forgetLibrary(subscriber.number);
  const line = kind === 'none' ? 'no library is kept' : 'their library is forgotten';
  return {exit: EXIT.done, json: {outcome: kind}, lines: [line]};
};

type Bringing = {email: string; files: string[]; options: LibraryOptions};

const bring = async (paperboy: Paperboy, {email, files, options}: Bringing): Promise<CommandResult> => {
  const subscriber = await paperboy.subscribers.find(email);
  if (!subscriber) return stop(EXIT.failed, 'subscriber not found');
  const library = await understandFiles(paperboy, files);
  if ('refused' in library) return library.refused;
  const outcome = options.dryRun
    ? ({kind: 'dry-run'} as const)
    : await paperboy.subscribers.keepLibrary({number: subscriber.number, library});
  if (outcome.kind === 'refused') return stop(EXIT.refused, `not kept: the subscriber is ${outcome.state}`);
  if (outcome.kind === 'unknown') return stop(EXIT.failed, 'subscriber not found');
  const {read, papers, known, rejected, topics, words} = library;
  return {
    exit: EXIT.done,
    json: {outcome: outcome.kind, read, papers, known, rejected, topics, words},
    lines: [...libraryLines(library), SAID[outcome.kind]],
    notes: rejectedNotes(library),
  };
};

const SAID = {
  kept: 'kept; their next edition is ranked with it',
  unchanged: 'unchanged: the same papers are kept already',
  'dry-run': 'dry run: nothing was kept',
};
