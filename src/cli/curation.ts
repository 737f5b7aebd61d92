import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {CurationResult} from '../editions/curation/change-curation.ts';
import {type Curation, papersWith, type Verdict} from '../editions/curation/curation.ts';
import {parseNote} from '../editions/curation/note.ts';
import type {EditionId} from '../editions/edition.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {quoted} from '../subscribers/quoted.ts';
import type {PaperVerdict} from '../use-cases/editions/curate-paper.ts';
import {operatorName} from './frame/operator-name.ts';
import {type CommandResult, EXIT, shorten, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import type {OnEdition} from './resend.ts';

type Options = {undo?: boolean};

/** `paperboy editions pin | drop | note` */
export const addCurationCommands = (
  editions: Command,
  {run, onEdition}: {run: Run; onEdition: OnEdition},
): void => {
  const command = (verdict: 'pin' | 'drop', description: string) =>
    editions
      .command(verdict)
      .description(description)
      .argument('<id>')
      .argument('<paper>', 'an arXiv ID or link')
      .option('--undo', 'undo: rank by votes again')
      .action((id: string, paper: string, {undo}: Options) => {
        const read = parsePaperId(paper);
        if (read === null)
          return run(stop(EXIT.usage, `${quoted(paper)} is not a paper ID or link (example: 2503.08120)`));
        const wanted = {paper: read, verdict: undo ? ('neither' as const) : verdict};
        return onEdition((paperboy, edition) => judge(paperboy, {edition, ...wanted}), id);
      });
  command('pin', 'pin a paper to the top of an edition that is not frozen, after earlier pins');
  command('drop', 'drop a paper from an edition that is not frozen');
  editions
    .command('note')
    .description('add a note above the papers of an edition that is not frozen')
    .argument('<id>')
    .requiredOption('--text <text>', 'plain text; replaces the note, "" removes it')
    .action((id: string, {text}: {text: string}) => {
      const reading = parseNote(text);
      return reading.kind === 'refused'
        ? run(stop(EXIT.usage, `--text: ${reading.reason}`))
        : onEdition((paperboy, edition) => note(paperboy, edition, reading.text), id);
    });
};

const BECAME: Record<Verdict, string> = {
  pin: 'pinned',
  drop: 'dropped',
  neither: 'neither pinned nor dropped',
};

const judge = async (paperboy: Paperboy, given: Omit<PaperVerdict, 'who'>): Promise<CommandResult> => {
  const outcome = await paperboy.editions.curatePaper({...given, who: operatorName()});
  const {edition, paper, verdict} = given;
  return report(paperboy, {edition, outcome, became: `${paper} is ${BECAME[verdict]}`});
};

const note = async (paperboy: Paperboy, edition: EditionId, text: string): Promise<CommandResult> => {
  const outcome = await paperboy.editions.writeNote({edition, text, who: operatorName()});
  return report(paperboy, {edition, outcome, became: text === '' ? 'it has no note' : 'its note is written'});
};

const report = async (
  paperboy: Paperboy,
  {edition, outcome, became}: {edition: EditionId; outcome: CurationResult; became: string},
): Promise<CommandResult> => {
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  const curation = await paperboy.editions.curation(edition);
  return {
    exit: EXIT.done,
    json: {edition, changed: outcome.isNew, ...curationAsJson(curation)},
    lines: [`${edition}: ${became}${outcome.isNew ? '' : ' (no change)'}`, ...describeCuration(curation)],
  };
};

/** A curation as scripts read it. */
export const curationAsJson = (curation: Curation) => ({
  pinned: papersWith('pin', curation),
  dropped: papersWith('drop', curation),
  note: curation.note,
});

/** A curation in lines; none where nothing is decided. */
export const describeCuration = (curation: Curation): string[] => {
  const {pinned, dropped, note: written} = curationAsJson(curation);
  return table([
    ...pinned.map(id => ['  pinned', id]),
    ...dropped.map(id => ['  dropped', id]),
    ...(written === '' ? [] : [['  note', shorten(written.replaceAll('\n', ' '), NOTE_WIDTH)]]),
  ]);
};

const NOTE_WIDTH = 60;
