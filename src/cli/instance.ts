import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {describeDifference} from '../instance/setting-difference.ts';
import {type CommandResult, EXIT} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy instance` */
export const addInstanceCommand = (program: Command, run: Run): void => {
  program
    .command('instance')
    .description('show what this instance is and what differs in this process')
    .option('--adopt', "make this process's settings the instance's")
    .action(({adopt}: {adopt?: boolean}) =>
      run(paperboy => (adopt ? adoptSettings(paperboy) : show(paperboy))),
    );
};

const show = async ({instance}: Paperboy): Promise<CommandResult> => {
  const {id, settings, differences} = await instance.show();
  return {
    exit: EXIT.done,
    json: {id, settings, differences},
    lines: [
      `instance ${id}${settings === null ? ': no process has worked for it yet' : ''}`,
      ...(settings === null ? [] : [`${settings.transport}, ${settings.digestFrom}, ${settings.publicUrl}`]),
      ...differences.map(describeDifference),
    ],
  };
};

const adoptSettings = async (paperboy: Paperboy): Promise<CommandResult> => {
  await paperboy.instance.adopt();
  return show(paperboy);
};
