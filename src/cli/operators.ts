import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {OperatorRole} from '../ops/operators.ts';
import {quoted} from '../subscribers/quoted.ts';
import {type CommandResult, EXIT, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy operators add | list | remove` */
export const addOperatorsCommands = (program: Command, run: Run): void => {
  const operators = program.command('operators').description('who may log in to the admin page by name');
  operators
    .command('add')
    .description('give an operator a token of their own; it is shown once')
    .argument('<name>')
    .requiredOption('--role <role>', 'look: sees everything; send: may give orders too')
    .action((name: string, {role}: {role: string}) =>
      run(refused(name, role) ?? (paperboy => add(paperboy, {name, role: role as OperatorRole}))),
    );
  operators
    .command('list')
    .description('list operators with their roles')
    .action(() => run(list));
  operators
    .command('remove')
    .description('take a token back; its sessions end')
    .argument('<name>')
    .action((name: string) => run(paperboy => remove(paperboy, name)));
};

const refused = (name: string, role: string): CommandResult | null => {
  if (!/^[A-Za-z0-9._@+-]{1,64}$/.test(name))
    return stop(EXIT.usage, `${quoted(name)} must be 1 to 64 letters, digits, or one of . _ @ + -`);
  return role === 'look' || role === 'send'
    ? null
    : stop(EXIT.usage, `--role ${quoted(role)} must be look or send`);
};

const add = async (
  {operators, config}: Paperboy,
  asked: {name: string; role: OperatorRole},
): Promise<CommandResult> => {
  const result = await operators.add(asked);
  if (result.kind === 'taken')
    return stop(EXIT.refused, `${asked.name} is an operator already; remove them first`);
  return {
    exit: EXIT.done,
    json: {...asked, token: result.token},
    lines: [result.token],
    notes: [
      `${asked.name} may ${asked.role}; the token is shown this once`,
      ...(config.ADMIN_TOKEN === undefined ? ['ADMIN_TOKEN is not set, so there is no admin page yet'] : []),
    ],
  };
};

const list = async ({operators}: Paperboy): Promise<CommandResult> => {
  const all = (await operators.list()).map(({name, role, addedAt}) => ({
    ...{name, role},
    added: new Date(addedAt).toISOString(),
  }));
  return {
    exit: EXIT.done,
    json: all,
    lines: all.length === 0 ? [] : table(all.map(({name, role, added}) => [name, role, added.slice(0, 10)])),
    notes: all.length === 0 ? ['no operators; only the one with ADMIN_TOKEN may log in'] : [],
  };
};

const remove = async ({operators}: Paperboy, name: string): Promise<CommandResult> =>
  (await operators.remove(name)).kind === 'removed'
    ? {exit: EXIT.done, json: {removed: name}, lines: [`${name} is removed; their sessions have ended`]}
    : stop(EXIT.failed, `${quoted(name)} is no operator`);
