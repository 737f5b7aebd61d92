import {assembleHtml, assembleMail, type MailParts} from '../assemble.ts';
import {type CompiledParts, compileWith} from '../compile.ts';
import type {Letterhead} from '../mail.ts';
import {faultInWords, readTemplates, type TemplateFault, type Templates} from '../template-files.ts';
import {mendedSince} from './mended-since.ts';
import {bareSample, fullSample, MANY_PAPERS, type SampleEdition, samplePersonal} from './sample-mail.ts';
import {validateMail} from './validate-mail.ts';

/** Gmail cuts a mail off near 102,400 bytes, and with it the way out. */
export const MAX_BYTES = 100_000;
export const MANY_BYTES = 80_000;

export type TemplatesResult = {
  /** With one of these no edition is frozen or sent. */
  faults: TemplateFault[];
  /** What an operator should know. */
  warnings: TemplateFault[];
  /** The sample mail of many papers as these templates make it; null where there are faults. */
  sample: {html: string; text: string; subject: string; bytes: number} | null;
};

/**
 * Tries the templates of a folder (null: the built-in ones) with the fullest edition that a template can
 * meet, and with the emptiest.
 */
export const checkTemplates = async (
  folder: string | null,
  letterhead: Letterhead,
): Promise<TemplatesResult> => {
  const [daily, weekly] = [readTemplates(folder, 'daily'), readTemplates(folder, 'weekly')];
  const unread = [daily, weekly].flatMap(reading => (reading.kind === 'faults' ? reading.faults : []));
  if (daily.kind === 'faults' || weekly.kind === 'faults')
    return {faults: onlyOnce(unread), warnings: [], sample: null};
  const ofDay = await tryTemplates(daily.templates, letterhead, daily.warnings);
  // Templates that are for both were tried with the sample of a day.
  if (weekly.templates.layout === 'daily') return ofDay;
  const ofWeek = await tryTemplates(weekly.templates, letterhead);
  const faults = [...ofDay.faults, ...ofWeek.faults];
  return {
    faults,
    warnings: [...ofDay.warnings, ...ofWeek.warnings],
    sample: faults.length === 0 ? ofDay.sample : null,
  };
};

const onlyOnce = (faults: TemplateFault[]): TemplateFault[] => [
  ...new Map(faults.map(fault => [faultInWords(fault), fault])).values(),
];

/** The same for templates that were read before, with the warnings of their reading. */
export const tryTemplates = async (
  templates: Templates,
  given: Letterhead,
  warnings: TemplateFault[] = [],
): Promise<TemplatesResult> => {
  const letterhead = {...given, postalAddress: given.postalAddress ?? '1 Example Street, Exampletown'};
  const refused = (faults: TemplateFault[]): TemplatesResult => ({faults, warnings, sample: null});
  const full = await trySample({templates, letterhead, sample: fullSample(templates.layout)});
  if (full.kind === 'broken') return refused(full.faults);
  const bytes = Buffer.byteLength(assembleHtml(full.mail));
  // First of all: what is too long for mailboxes would be told as papers that are missing.
  if (bytes > MAX_BYTES) return refused([tooLong({templates, bytes, limit: MAX_BYTES})]);
  if (full.faults.length > 0) return refused(full.faults);
  const bare = await trySample({templates, letterhead, sample: bareSample(templates.layout)});
  if (bare.faults.length > 0) return refused(bare.faults);
  return {
    faults: [],
    warnings: [
      ...warnings,
      ...(bytes > MANY_BYTES ? [tooLong({templates, bytes, limit: MANY_BYTES})] : []),
      ...unprintedFooter({templates, letterhead}),
      ...mendedSince(templates),
    ],
    sample: {...assembleMail(full.mail), bytes},
  };
};

type TooLong = {templates: Templates; bytes: number; limit: number};

const tooLong = ({templates, bytes, limit}: TooLong): TemplateFault => ({
  file: templates.html.file,
  line: null,
  problem:
    `${MANY_PAPERS} papers make ${bytes} bytes of HTML, more than ${limit}: mailboxes cut a mail off ` +
    'near 102,400',
});

type Tried =
  | {kind: 'mail'; mail: MailParts; faults: TemplateFault[]}
  | Extract<CompiledParts, {kind: 'broken'}>;

const trySample = async ({
  templates,
  letterhead,
  sample: {content, selection},
}: {
  templates: Templates;
  letterhead: Letterhead;
  sample: SampleEdition;
}): Promise<Tried> => {
  const compiled = await compileWith({content, letterhead, templates});
  if (compiled.kind === 'broken') return compiled;
  const mail = {
    fragments: compiled.fragments,
    selection,
    personal: samplePersonal(letterhead.publicUrl, content.id),
  };
  return {kind: 'mail', mail, faults: validateMail({...mail, templates, content, letterhead})};
};

const unprintedFooter = ({
  templates,
  letterhead: {footer},
}: {
  templates: Templates;
  letterhead: Letterhead;
}): TemplateFault[] =>
  footer === null
    ? []
    : [templates.html, templates.text]
        .filter(({text}) => !/\bfooter\b/.test(text))
        .map(({file}) => ({file, line: null, problem: 'FOOTER_TEXT is set and not printed (footer)'}));
