import type {Command} from 'commander';
import {englishSpeech} from '../../templates/languages/speech.ts';
import type {Paperboy} from '../app.ts';
import {reasonInWords} from '../editions/reason-words.ts';
import {countOf} from '../papers/text.ts';
import type {Reason} from '../ranking/reasons/reason.ts';
import {reasonOfVotes} from '../ranking/votes.ts';
import {MAX_QUERY_LENGTH, parseQuery} from '../search/query.ts';
import {stretchesInWords} from '../search/stretches-in-words.ts';
import {MAX_RESULTS} from '../search/top-results.ts';
import {quoted} from '../subscribers/quoted.ts';
import {refusedAddress, refusedDay} from './frame/arguments.ts';
import {libraryLines, rejectedNotes, understandFiles} from './frame/library-files.ts';
import {progressBar} from './frame/progress-bar.ts';
import {exitOfRows, moreThan, SHOWN_REJECTIONS} from './frame/rejections.ts';
import {type CommandResult, EXIT, shorten, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy papers …` */
export const addPapersCommands = (program: Command, run: Run): void => {
  const papers = program.command('papers').description('import, fetch, rank and search papers');
  papers
    .command('import')
    .description('import papers from files: an API response, JSON lines of it, or a plain text page')
    .argument('<file...>')
    .option('--date <day>', 'day of the list (example: 2026-03-12)')
    .action((files: string[], options: {date?: string}) =>
      run(refusedDay(options.date) ?? (paperboy => importFiles(paperboy, files, options.date ?? null))),
    );
  papers
    .command('fetch')
    .description('fetch from the sources now')
    .option('--source <name>', 'only this source: hugging-face or arxiv')
    .option('--date <day>', 'this day (default: today and yesterday)')
    .action((options: {source?: string; date?: string}) =>
      run(refusedDay(options.date) ?? (paperboy => fetchNow(paperboy, options))),
    );
  papers
    .command('rank')
    .description("show a day's ranking with reasons")
    .requiredOption('--date <day>', 'day to rank (example: 2026-03-12)')
    .option('--for <email>', 'ranked for this subscriber')
    .option('--library <file...>', 'ranked for a reader with these reference files')
    .option('--top <n>', 'show only the first n')
    .action((options: RankOptions) =>
      run(
        refusedDay(options.date) ??
          refusedTop(options.top) ??
          refusedAddress(options.for, '--for') ??
          refusedBoth(options) ??
          (paperboy => rank(paperboy, options)),
      ),
    );
  papers
    .command('search')
    .description('search papers by words in title, abstract, keywords or authors, or by arXiv ID or link')
    .argument('<words...>')
    .option('--top <n>', `how many to show (default: ${SHOWN_FOUND}, at most ${MAX_RESULTS})`)
    .action((words: string[], options: SearchOptions) =>
      run(refusedWords(words) ?? refusedTop(options.top) ?? (paperboy => search(paperboy, words, options))),
    );
};

type RankOptions = {date: string; for?: string; library?: string[]; top?: string};

type SearchOptions = {top?: string};

/** How many papers a search shows where nobody says how many. */
const SHOWN_FOUND = 20;

const refusedTop = (top: string | undefined): CommandResult | null =>
  top === undefined || /^[1-9]\d{0,5}$/.test(top)
    ? null
    : stop(EXIT.usage, `--top ${quoted(top)} must be a whole number from 1`);

const refusedBoth = (options: RankOptions): CommandResult | null =>
  options.for !== undefined && options.library !== undefined
    ? stop(EXIT.usage, '--for and --library are two readers; name one')
    : null;

const refusedWords = (words: string[]): CommandResult | null => {
  const query = words.join(' ');
  const {kind} = parseQuery(query);
  if (kind === 'empty') return stop(EXIT.usage, 'empty search query');
  if (kind === 'no-words') return stop(EXIT.usage, `${quoted(query)} has no word to search for`);
  if (kind !== 'too-long') return null;
  return stop(
    EXIT.usage,
    `${quoted(query)} has ${query.length} characters; the limit is ${MAX_QUERY_LENGTH}`,
  );
};

const importFiles = async (
  paperboy: Paperboy,
  paths: string[],
  date: string | null,
): Promise<CommandResult> => {
  const bar = progressBar('papers', 0);
  const outcome = await paperboy.papers.import({
    paths,
    date,
    onProgress: ({read}) => bar.update(read),
  });
  bar.stop();
  if (outcome.kind === 'refused') return stop(EXIT.failed, outcome.reason);
  const {imported, updated, rejected, notes, days} = outcome;
  return {
    exit: exitOfRows({taken: imported + updated, rejected: rejected.length}),
    json: {imported, updated, rejected, date: outcome.date},
    lines: [
      [
        `${imported} imported, ${updated} updated, ${rejected.length} rejected`,
        ...(days > 0 ? [outcome.date ?? `${days} days`] : []),
      ].join(', '),
    ],
    notes: [
      ...notes,
      ...rejected.slice(0, SHOWN_REJECTIONS).map(({line, reason}) => `rejected at ${line}: ${reason}`),
      ...moreThan(rejected.length),
    ],
  };
};

const fetchNow = async (
  paperboy: Paperboy,
  {source, date}: {source?: string; date?: string},
): Promise<CommandResult> => {
  const sources = paperboy.papers.sources.filter(name => source === undefined || name === source);
  if (sources.length === 0)
    return stop(
      EXIT.usage,
      `--source ${quoted(source ?? '')} is not a configured source (${paperboy.config.SOURCES.join(', ')})`,
    );
  const reports = await paperboy.papers.collect({...(date === undefined ? {} : {days: [date]}), sources});
  const failed = reports.filter(({kind}) => kind === 'failed');
  return {
    exit: exitOfRows({taken: reports.length - failed.length, rejected: failed.length}),
    json: reports,
    lines: reports.map(({source: name, day, kind, imported, updated, reason}) =>
      kind === 'failed'
        ? `${name} ${day}: failed: ${reason}`
        : `${name} ${day}: ${imported} new, ${updated} known${reason ? ` (${reason})` : ''}`,
    ),
  };
};

const rank = async (paperboy: Paperboy, {date, top, ...options}: RankOptions): Promise<CommandResult> => {
  const library = options.library && (await understandFiles(paperboy, options.library));
  if (library && 'refused' in library) return library.refused;
  const result = await paperboy.papers.rank({
    date,
    reader: options.for ?? null,
    ...(library ? {library: library.kept} : {}),
    ...(top === undefined ? {} : {top: Number(top)}),
  });
  if (result.kind === 'unknown-reader')
    return stop(EXIT.failed, 'no subscriber has the address given with --for');
  const {papers: rows, leftOut} = result;
  return {
    exit: EXIT.done,
    json: rows.map(row => ({...row, reasons: row.reasons.map(inEnglish)})),
    notes: [
      ...(library ? [...libraryLines(library), ...rejectedNotes(library)] : []),
      ...leftOut.map(({word, papers}) => `${countOf(papers, 'paper')} left out: avoids ${quoted(word)}`),
    ],
    lines:
      rows.length === 0
        ? [`no papers for ${date}`]
        : table(
            rows.map(row => [
              String(row.rank).padStart(3),
              row.id,
              shorten(row.title, 70),
              row.reasons.map(inEnglish).join('; '),
            ]),
          ),
  };
};

const inEnglish = (reason: Reason): string => reasonInWords(reason, englishSpeech());

const search = async (
  paperboy: Paperboy,
  words: string[],
  {top = `${SHOWN_FOUND}`}: SearchOptions,
): Promise<CommandResult> => {
  const query = words.join(' ');
  const bar = progressBar('papers', 0);
  const result = await paperboy.papers.search.find(query, {skip: 0, most: Number(top), onRead: bar.update});
  bar.stop();
  if (result.kind !== 'found') throw new Error('a query that was refused was looked for');
  const rows = result.papers.map(({rank: place, score, day, candidate: {paper, snapshot}}) => ({
    rank: place,
    id: paper.id,
    title: paper.title,
    day,
    votes: snapshot.votes,
    score,
  }));
  return {
    exit: EXIT.done,
    json: rows,
    lines:
      rows.length === 0
        ? [`no papers match ${quoted(query)}`]
        : table(
            rows.map(row => [
              String(row.rank).padStart(3),
              row.day,
              row.id,
              shorten(row.title, 70),
              reasonOfVotes(row.votes).map(inEnglish).join(),
            ]),
          ),
    notes: [
      ...(result.isPartial ? ['no paper has all of the words; showing the closest matches'] : []),
      ...stretchesInWords(result.stretches),
      ...(rows.length < result.total ? [`showing ${rows.length} of ${result.total}`] : []),
    ],
  };
};
