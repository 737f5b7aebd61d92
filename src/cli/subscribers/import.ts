import {createReadStream} from 'node:fs';
import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import {toColumnName} from '../../subscribers/csv/fields.ts';
import type {ColumnOrders} from '../../subscribers/csv/header.ts';
import type {ImportSubscribersResult} from '../../use-cases/subscribers/import/import-subscribers.ts';
import type {ImportFile} from '../../use-cases/subscribers/import/open-import.ts';
import type {PreviewImportResult} from '../../use-cases/subscribers/import/preview-import.ts';
import {refusedConsent} from '../frame/arguments.ts';
import {lettersRefused, whoSendsLetters} from '../frame/letters.ts';
import {progressBar} from '../frame/progress-bar.ts';
import {exitOfRows, moreThan, SHOWN_REJECTIONS} from '../frame/rejections.ts';
import {type CommandResult, EXIT, stop, table} from '../frame/result.ts';
import type {Run} from '../frame/run.ts';
import {whySystemRefused} from '../frame/system-trouble.ts';

type ImportOptions = {
  confirmed?: boolean;
  consent?: string;
  dryRun?: boolean;
  column: string[];
  ignore: string[];
  word: string[];
};

const another = (text: string, before: string[]): string[] => [...before, text];

/** `paperboy subscribers import FILE.csv` */
export const addImportCommand = (subscribers: Command, run: Run): void => {
  subscribers
    .command('import')
    .description('import subscribers from CSV; sends confirmation emails unless --confirmed')
    .argument('<file.csv>')
    .option('--confirmed', 'you attest the consent of everyone; needs --consent')
    .option('--consent <text>', 'the text they agreed to')
    .option('--dry-run', 'say what was understood, and write nothing')
    .option('--column <column=field>', 'what a column means; can be repeated (docs/import.md)', another, [])
    .option('--ignore <column>', 'a column that says nothing of a subscription; can be repeated', another, [])
    .option('--word <word=state>', 'what an unknown word of state means; can be repeated', another, [])
    .action((file: string, options: ImportOptions) =>
      run(refusedConsent(options) ?? refusedColumns(options) ?? (paperboy => read(paperboy, file, options))),
    );
};

const refusedColumns = ({column, word}: ImportOptions): CommandResult | null => {
  const wrongWord = word.find(text => !text.includes('='));
  if (wrongWord !== undefined) return stop(EXIT.usage, `--word "${wrongWord}" must be WORD=STATE`);
  const wrong = column.find(text => !/^.+=.+$/.test(text));
  return wrong === undefined ? null : stop(EXIT.usage, `--column "${wrong}" must be COLUMN=FIELD`);
};

const read = async (paperboy: Paperboy, file: string, options: ImportOptions): Promise<CommandResult> => {
  const asked: ImportFile = {
    open: () => createReadStream(file),
    confirmed: options.confirmed ?? false,
    consentText: options.consent ?? null,
    orders: ordersOf(options),
  };
  try {
    return options.dryRun
      ? describePreview(file, await paperboy.subscribers.previewImport(asked))
      : await importFile(paperboy, file, asked);
  } catch (error) {
    const why = whySystemRefused(error);
    if (why === null) throw error;
    return stop(EXIT.failed, `${file} cannot be read: ${why}`);
  }
};

/** A column's name may hold a `=` itself, so the last one parts it from the field. */
const ordersOf = ({column, ignore, word}: ImportOptions): ColumnOrders => ({
  columns: new Map(column.map(inHalves).map(([name, field]) => [toColumnName(name), field])),
  words: new Map(word.map(inHalves)),
  ignored: new Set(ignore.map(toColumnName)),
});

const inHalves = (text: string): [string, string] => {
  const at = text.lastIndexOf('=');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

const importFile = async (paperboy: Paperboy, file: string, asked: ImportFile): Promise<CommandResult> => {
  const refusal = lettersRefused(paperboy, asked.confirmed);
  if (refusal) return refusal;
  const bar = progressBar('subscribers', 0);
  try {
    const outcome = await paperboy.subscribers.import({...asked, onProgress: rows => bar.update(rows)});
    if (outcome.kind === 'refused') return refused(file, outcome);
    return describeImport(outcome, outcome.asked === 0 ? [] : await whoSendsLetters(paperboy));
  } finally {
    bar.stop();
  }
};

const refused = (file: string, {reason, isUnclear}: {reason: string; isUnclear: boolean}): CommandResult =>
  stop(isUnclear ? EXIT.usage : EXIT.failed, `${file}: ${reason}`);

const describeImport = (
  {
    imported,
    updated,
    skipped,
    rejected,
    notes,
    service,
    ignored,
  }: Extract<ImportSubscribersResult, {kind: 'imported'}>,
  more: string[],
): CommandResult => ({
  exit: exitOfRows({taken: imported + updated + skipped, rejected: rejected.length}),
  json: {imported, updated, skipped, rejected, ...(notes.length > 0 ? {notes} : {})},
  lines: [`${imported} imported, ${updated} updated, ${skipped} skipped, ${rejected.length} rejected`],
  notes: [
    ...(service === null ? [] : [`read as an export of ${service}`]),
    ...(ignored.length > 0 ? [`ignored columns: ${ignored.join(', ')}`] : []),
    ...shown(rejected),
    ...shown(notes),
    ...more,
  ],
});

const shown = (rows: {line: number; reason: string}[]): string[] => [
  ...rows.slice(0, SHOWN_REJECTIONS).map(({line, reason}) => `line ${line}: ${reason}`),
  ...moreThan(rows.length),
];

const describePreview = (file: string, outcome: PreviewImportResult): CommandResult => {
  if (outcome.kind === 'refused') return refused(file, outcome);
  const {service, columns, would} = outcome;
  return {
    exit: EXIT.done,
    json: {service, columns, would},
    lines: [
      ...table([['COLUMN', 'READ AS'], ...columns.map(({column, field}) => [column, field ?? '-'])]),
      ...table(Object.entries(would).map(([state, count]) => [state, String(count)])),
    ],
    notes: [service === null ? 'not an export of a known service' : `an export of ${service}`],
  };
};
