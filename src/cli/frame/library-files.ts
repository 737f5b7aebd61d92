import type {Paperboy} from '../../app.ts';
import {MAX_FILE_BYTES} from '../../papers/references/limits.ts';
import {readHead} from '../../papers/sources/files/bounded-file.ts';
import {quoted} from '../../subscribers/quoted.ts';
import type {UnderstoodLibrary} from '../../use-cases/papers/understand-library.ts';
import {moreThan, SHOWN_REJECTIONS} from './rejections.ts';
import {type CommandResult, EXIT, stop} from './result.ts';

/** Reads and understands the reference files of a command, or says why not. */
export const understandFiles = async (
  {papers}: Paperboy,
  paths: string[],
): Promise<UnderstoodLibrary | {refused: CommandResult}> => {
  const files: Buffer[] = [];
  for (const path of paths) {
    const head = await readHead(path, MAX_FILE_BYTES);
    if (head.kind === 'failed') return refused(path, head.reason);
    if (head.sizeBytes > MAX_FILE_BYTES) return refused(path, 'is larger than 100 MB');
    files.push(head.bytes);
  }
  const result = await papers.understandLibrary({files});
  if (result.kind === 'understood') return result.library;
  const path = result.file === null ? undefined : paths[result.file];
  return path === undefined
    ? {refused: stop(EXIT.failed, result.reason)}
    : refused(path, `is not read: ${result.reason}`);
};

const refused = (path: string, reason: string): {refused: CommandResult} => ({
  refused: stop(EXIT.failed, `${quoted(path)} ${reason}`),
});

/** `41 read, 38 papers, 7 in the catalogue`, and what to follow. */
export const libraryLines = ({read, papers, known, topics}: UnderstoodLibrary): string[] => [
  `${read} read, ${papers} papers, ${known} in the catalogue`,
  `topics: ${topics.length === 0 ? 'none stands out' : topics.join('; ')}`,
];

export const rejectedNotes = ({rejected}: UnderstoodLibrary): string[] => [
  ...rejected
    .slice(0, SHOWN_REJECTIONS)
    .map(({line, key, reason}) => `line ${line}${key === '' ? '' : ` ${quoted(key)}`}: ${reason}`),
  ...moreThan(rejected.length),
];
