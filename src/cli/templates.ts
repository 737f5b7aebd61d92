import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {type MailCheck, runMailChecks} from '../mail/checks/mail-checks.ts';
import {MANY_PAPERS} from '../mail/checks/sample-mail.ts';
import {faultInWords} from '../mail/template-files.ts';
import {type CommandResult, EXIT, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';

/** `paperboy templates …` */
export const addTemplatesCommands = (program: Command, run: Run): void => {
  program
    .command('templates')
    .description('check the email templates, built-in or those of TEMPLATES_DIR')
    .command('check')
    .description('check templates against sample editions; prints each fault with file and line')
    .action(() => run(check, {allowInMemory: true}));
};

const check = async ({operations, templatesDir, letterhead}: Paperboy): Promise<CommandResult> => {
  const {faults, warnings, sample} = await operations.checkTemplates();
  const checks = sample === null ? [] : await runMailChecks(sample, letterhead);
  const passes = faults.length === 0 && checks.every(({state}) => state !== 'fault');
  return {
    exit: passes ? EXIT.done : EXIT.failed,
    json: {templates: templatesDir, passes, faults, warnings, bytes: sample?.bytes ?? null, checks},
    lines: [
      ...faults.map(faultInWords),
      ...(sample === null ? [] : [`${sample.bytes} bytes of HTML for ${MANY_PAPERS} papers`]),
      ...table(checks.map(rowOf)),
      passes
        ? `${templatesDir === null ? 'built-in templates' : templatesDir}: good`
        : 'failed: no email is sent with these templates',
    ],
    notes: warnings.map(warning => `warning: ${faultInWords(warning)}`),
  };
};

const MARKS: Record<MailCheck['state'], string> = {ok: 'ok', fault: 'FAULT', skipped: '-'};

const rowOf = ({check, state, message}: MailCheck): string[] => [MARKS[state], check, message];
