import {writeFile} from 'node:fs/promises';
import {extname} from 'node:path';
import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {EditionId} from '../editions/edition.ts';
import {toEml} from '../mail/eml.ts';
import type {Mail} from '../mail/mail.ts';
import {quoted} from '../subscribers/quoted.ts';
import {refusedAddress} from './frame/arguments.ts';
import {notBuilt, sendingRefused} from './frame/refusals.ts';
import {type CommandResult, EXIT, stop} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import {whySystemRefused} from './frame/system-trouble.ts';
import type {OnEdition} from './resend.ts';

/** `paperboy editions preview | test` */
export const addPreviewCommands = (
  editions: Command,
  {run, onEdition}: {run: Run; onEdition: OnEdition},
): void => {
  editions
    .command('preview')
    .description('render the email as a subscriber would get it')
    .argument('<id>')
    .option('--for <email>', 'for this subscriber (default: a reader without preferences)')
    .option('--out <file>', 'write to a file (.html, .eml or .txt)')
    .action((id: string, options: PreviewOptions) => {
      const refusal = refusedAddress(options.for, '--for') ?? refusedFile(options.out);
      return refusal
        ? run(refusal)
        : onEdition((paperboy, edition) => preview(paperboy, edition, options), id);
    });
  editions
    .command('test')
    .description('send a test email to one address, outside any run')
    .argument('<id>')
    .requiredOption('--to <email>')
    .action((id: string, {to}: {to: string}) => {
      const refusal = refusedAddress(to, '--to');
      return refusal ? run(refusal) : onEdition((paperboy, edition) => test(paperboy, edition, to), id);
    });
};

type PreviewOptions = {for?: string; out?: string};

const refusedFile = (out: string | undefined): CommandResult | null =>
  out === undefined || ['.html', '.eml', '.txt'].includes(extname(out).toLowerCase())
    ? null
    : stop(EXIT.usage, `--out ${quoted(out)} must end in .html, .eml or .txt`);

const preview = async (
  paperboy: Paperboy,
  id: EditionId,
  {for: address, out}: PreviewOptions,
): Promise<CommandResult> => {
  const outcome = await paperboy.editions.preview({edition: id, reader: address ?? null});
  switch (outcome.kind) {
    case 'unknown-reader':
      return stop(EXIT.failed, '--for: subscriber not found');
    case 'not-built':
      return stop(EXIT.failed, notBuilt(id));
    case 'refused':
      return stop(EXIT.refused, outcome.reason);
    case 'mail': {
      const result = await printMail(paperboy, {id, mail: outcome.mail, out});
      return outcome.isFrozen
        ? result
        : {...result, notes: [...(result.notes ?? []), `${id} is not frozen and may change`]};
    }
  }
};

const printMail = async (
  {clock}: Paperboy,
  {id, mail, out}: {id: EditionId; mail: Mail; out: string | undefined},
): Promise<CommandResult> => {
  const {subject, html, text, headers} = mail;
  if (out === undefined)
    return {
      exit: EXIT.done,
      json: {edition: id, subject, html, text, headers},
      lines: [`Subject: ${subject}`, '', ...text.split('\n')],
    };
  try {
    await writeFile(out, await contentOf({mail, id, out, at: clock.now()}));
  } catch (error) {
    const why = whySystemRefused(error);
    if (why === null) throw error;
    return stop(EXIT.failed, `--out ${quoted(out)} cannot be written: ${why}`);
  }
  return {exit: EXIT.done, json: {edition: id, subject, out}, lines: [out]};
};

/** The mail in the form that the file's ending names. */
const contentOf = async ({
  mail,
  id,
  out,
  at,
}: {
  mail: Mail;
  id: EditionId;
  out: string;
  at: number;
}): Promise<string | Buffer> => {
  const kind = extname(out).toLowerCase();
  if (kind === '.html') return mail.html;
  if (kind === '.txt') return mail.text;
  return toEml({mail, messageId: `<preview.${id}@paperboy.invalid>`, date: new Date(at)});
};

const test = async (paperboy: Paperboy, id: EditionId, to: string): Promise<CommandResult> => {
  const refusal = await sendingRefused(paperboy);
  if (refusal) return refusal;
  const outcome = await paperboy.sending.sendTestMail({edition: id, to});
  switch (outcome.kind) {
    case 'not-built':
      return stop(EXIT.failed, notBuilt(id));
    case 'refused':
      return stop(EXIT.refused, outcome.reason);
    case 'not-accepted':
      return stop(EXIT.failed, outcome.reason);
    case 'accepted':
      return {
        exit: EXIT.done,
        json: {edition: id, accepted: 1, messageId: outcome.messageId},
        lines: [`accepted by ${outcome.transport}`],
      };
  }
};
