import {writeFile} from 'node:fs/promises';
import {extname} from 'node:path';
import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {EditionId} from '../editions/edition.ts';
import {toEml} from '../mail/eml.ts';
import type {Mail} from '../mail/mail.ts';
import {quoted} from '../subscribers/quoted.ts';
import {type PreviewMail, previewMail, testMail} from '../use-cases/editions/preview-edition.ts';
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
    .description('the mail as a subscriber would get it')
    .argument('<id>')
    .option('--for <email>', 'this subscriber; without it, somebody with no wishes')
    .option('--out <file>', 'write it as .html, .eml or .txt')
    .action((id: string, options: PreviewOptions) => {
      const refusal = refusedAddress(options.for, '--for') ?? refusedFile(options.out);
      return refusal
        ? run(refusal)
        : onEdition((paperboy, edition) => preview(paperboy, edition, options), id);
    });
  editions
    .command('test')
    .description('send one mail of an edition to one address, outside of any run')
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
    : stop(EXIT.usage, `--out ${quoted(out)} ends with none of .html, .eml, .txt`);

const preview = async (
  paperboy: Paperboy,
  id: EditionId,
  options: PreviewOptions,
): Promise<CommandResult> => {
  const reader = options.for === undefined ? null : await paperboy.subscribers.find(options.for);
  if (options.for !== undefined && !reader)
    return stop(EXIT.failed, 'no subscriber has the address given with --for');
  const frozen = await paperboy.editions.find(id);
  const edition = frozen ?? {content: await paperboy.draft(id)};
  if (edition.content.papers.length === 0) return stop(EXIT.failed, notBuilt(id));
  const result = await printPreview(paperboy, {edition, reader, out: options.out});
  return frozen
    ? result
    : {...result, notes: [...(result.notes ?? []), `${id} is not frozen and may change`]};
};

const printPreview = async (
  paperboy: Paperboy,
  {edition, reader, out}: Pick<PreviewMail, 'edition' | 'reader'> & {out: string | undefined},
): Promise<CommandResult> => {
  const {clock} = paperboy;
  const {id} = edition.content;
  const preview = await previewOf(paperboy, {edition, reader});
  if (preview.kind === 'refused') return stop(EXIT.refused, preview.reason);
  const {mail} = preview;
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

const previewOf = (
  {letterhead, templatesDir, tokenSecrets, loadInterests}: Paperboy,
  wanted: Pick<PreviewMail, 'edition' | 'reader'>,
) => previewMail({...wanted, letterhead, templatesDir, tokenSecrets, loadInterests});

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
  const refusal = sendingRefused(paperboy);
  if (refusal) return refusal;
  const edition = await paperboy.editions.find(id);
  if (!edition) return stop(EXIT.failed, notBuilt(id));
  const reader = await paperboy.subscribers.find(to);
  const preview = await previewOf(paperboy, {edition, reader});
  if (preview.kind === 'refused') return stop(EXIT.refused, preview.reason);
  const {transport, clock} = paperboy;
  const mail = testMail(preview.mail, to);
  const answer = await transport.send({key: `${id}/test/${clock.now()}`, mails: [mail]});
  if (answer.kind !== 'accepted') return stop(EXIT.failed, `not accepted (${answer.kind}): ${answer.reason}`);
  return {
    exit: EXIT.done,
    json: {edition: id, accepted: 1, messageId: answer.messageIds[0] ?? null},
    lines: [`accepted by ${transport.name}`],
  };
};
