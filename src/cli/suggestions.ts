import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {utcDay} from '../clock.ts';
import type {Decision} from '../editions/suggestions/suggestion-store.ts';
import type {PaperId} from '../papers/paper.ts';
import {arxivPage, parsePaperId} from '../papers/paper-id.ts';
import {quoted} from '../subscribers/quoted.ts';
import {operatorName} from './frame/operator-name.ts';
import {type CommandResult, EXIT, shorten, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy suggestions list | accept | decline` */
export const addSuggestionsCommands = (program: Command, run: Run): void => {
  const suggestions = program.command('suggestions').description('review papers that readers suggested');
  suggestions
    .command('list')
    .description('list waiting suggestions, oldest first, and recent decisions')
    .action(() => run(list));
  const command = (name: string, decision: Decision, description: string) =>
    suggestions
      .command(name)
      .description(description)
      .argument('<paper>', 'an arXiv ID or link')
      .action((text: string) => {
        const paper = parsePaperId(text);
        return run(
          paper === null
            ? stop(EXIT.usage, `${quoted(text)} is not a paper ID or link (example: 2503.08120)`)
            : paperboy => decide(paperboy, paper, decision),
        );
      });
  command('accept', 'accepted', 'make a suggested paper a candidate of the next daily edition');
  command('decline', 'declined', 'decline a paper and block further suggestions of it');
};

const list = async (paperboy: Paperboy): Promise<CommandResult> => {
  const {waiting, decided} = await paperboy.editions.listSuggestions();
  return {
    exit: EXIT.done,
    json: {
      waiting: waiting.map(({since, ...one}) => ({
        ...one,
        since: toIso(since),
        link: arxivPage(one.paper),
      })),
      decided: decided.map(({at, ...one}) => ({...one, at: toIso(at)})),
    },
    lines: [
      ...(waiting.length === 0 ? ['no suggestions waiting'] : []),
      ...table(
        waiting.map(({paper, readers, since, title}) => [
          paper,
          `${readers} ${readers === 1 ? 'reader' : 'readers'}`,
          `since ${utcDay(since)}`,
          title === null ? `unknown title: ${arxivPage(paper) ?? ''}` : shorten(title, 70),
        ]),
      ),
      ...table(decided.map(({paper, decision, at, who}) => [paper, decision, utcDay(at), `by ${who}`])),
    ],
  };
};

const toIso = (at: number): string => new Date(at).toISOString();

const TOLD: Record<Decision, string> = {
  accepted: 'accepted: a candidate for the next daily edition',
  declined: 'declined; further suggestions of it are blocked',
};

const decide = async (paperboy: Paperboy, paper: PaperId, decision: Decision): Promise<CommandResult> => {
  const outcome = await paperboy.editions.decideSuggestion({paper, decision, who: operatorName()});
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  if (outcome.kind === 'failed') return stop(EXIT.failed, outcome.reason);
  return {
    exit: EXIT.done,
    json: {paper, decision, changed: outcome.isNew},
    lines: [`${paper} ${TOLD[decision]}${outcome.isNew ? '' : ' (no change)'}`],
  };
};
