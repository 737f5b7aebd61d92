import {readdirSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {join, sep} from 'node:path';
import {englishSpeech} from '../../templates/languages/speech.ts';
import {packageRoot} from '../settings/package-root.ts';

/** What is wrong with a custom template, and where. */
export type TemplateFault = {
  /** `digest.mjml`, or '' for the folder. */
  file: string;
  /** From 1; null where it is about the whole file. */
  line: number | null;
  problem: string;
};

export type Template = {
  /** `digest.mjml`, `digest.txt`. */
  file: string;
  text: string;
  /** Whether it is the operator's and not built in. */
  isCustom: boolean;
};

/** A weekly edition has a layout of its own, unless an operator's templates are for both. */
export type MailLayout = 'daily' | 'weekly';

export type Templates = {layout: MailLayout; html: Template; text: Template};

export type TemplatesResult =
  | {kind: 'templates'; templates: Templates; warnings: TemplateFault[]}
  | {kind: 'faults'; faults: TemplateFault[]};

const FILES = {
  daily: {html: 'digest.mjml', text: 'digest.txt'},
  weekly: {html: 'weekly.mjml', text: 'weekly.txt'},
} as const;

/** The built-in one has 8,000 bytes. */
const MAX_BYTES = 200_000;

/** A fault as one line: `digest.mjml:12: tag "fro" not found`. */
export const faultInWords = ({file, line, problem}: TemplateFault): string =>
  [file === '' ? 'TEMPLATES_DIR' : file, ...(line === null ? [] : [line])].join(':').concat(`: ${problem}`);

/** The templates of this version. */
export const builtInTemplates = (layout: MailLayout = 'daily'): Templates => ({
  layout,
  html: readBuiltIn(FILES[layout].html),
  text: readBuiltIn(FILES[layout].text),
});

/** The built-in templates, checked as custom ones are: for developers of them. */
export const builtInTemplatesAsCustom = (layout: MailLayout = 'daily'): Templates => {
  const {html, text} = builtInTemplates(layout);
  return {layout, html: {...html, isCustom: true}, text: {...text, isCustom: true}};
};

const readBuiltIn = (file: string): Template => ({
  file,
  text: readFileSync(join(packageRoot, 'templates', file), 'utf8'),
  isCustom: false,
});

/**
 * The templates in force for a layout: those of the operator's folder, each of them in place of the built-in
 * one. Where the folder has some for the daily mail and none for the weekly, they are for both. Only these
 * names are read, and nothing outside of the folder, whatever links in it say. A folder or a file that cannot
 * be read is a fault, never a reason to take the built-in one.
 */
export const readTemplates = (
  folder: string | null,
  wanted: MailLayout = 'daily',
  builtIn: (layout: MailLayout) => Templates = builtInTemplates,
): TemplatesResult => {
  if (folder === null) return {kind: 'templates', templates: builtIn(wanted), warnings: []};
  const listing = attempt('', () => ({root: realpathSync(folder), names: readdirSync(folder)}));
  if (listing.kind === 'fault') return {kind: 'faults', faults: [listing.fault]};
  const {root, names} = listing.value;
  const layout = wanted === 'weekly' && isForBoth(names) ? 'daily' : wanted;
  const ours = builtIn(layout);
  const files = FILES[layout];
  const html = names.includes(files.html) ? readCustom(root, files.html) : readingOf(ours.html);
  const text = names.includes(files.text) ? readCustom(root, files.text) : readingOf(ours.text);
  if (html.kind === 'template' && text.kind === 'template')
    return {
      kind: 'templates',
      templates: {layout, html: html.template, text: text.template},
      warnings: warningsOf(names),
    };
  return {
    kind: 'faults',
    faults: [html, text].flatMap(reading => (reading.kind === 'fault' ? [reading.fault] : [])),
  };
};

const hasOne = (names: string[], layout: MailLayout): boolean =>
  Object.values(FILES[layout]).some(file => names.includes(file));

const isForBoth = (names: string[]): boolean => hasOne(names, 'daily') && !hasOne(names, 'weekly');

type TemplateResult = {kind: 'template'; template: Template} | {kind: 'fault'; fault: TemplateFault};

const readingOf = (template: Template): TemplateResult => ({kind: 'template', template});

const faultOf = (file: string, problem: string): {kind: 'fault'; fault: TemplateFault} => ({
  kind: 'fault',
  fault: {file, line: null, problem},
});

const readCustom = (root: string, file: string): TemplateResult => {
  const reading = attempt(file, () => {
    const path = realpathSync(join(root, file));
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return 'leads out of the folder';
    const stats = statSync(path);
    if (!stats.isFile()) return 'is not a file';
    if (stats.size > MAX_BYTES) return `has ${stats.size} bytes; a template has at most ${MAX_BYTES}`;
    return readFileSync(path);
  });
  if (reading.kind === 'fault') return reading;
  if (typeof reading.value === 'string') return faultOf(file, reading.value);
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(reading.value);
    return readingOf({file, text: text.replaceAll('\r\n', '\n'), isCustom: true});
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return faultOf(file, 'is not UTF-8');
  }
};

/** What the file system says no to is a fault with its reason. */
const attempt = <Value>(
  file: string,
  read: () => Value,
): {kind: 'value'; value: Value} | {kind: 'fault'; fault: TemplateFault} => {
  try {
    return {kind: 'value', value: read()};
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    return faultOf(file, `cannot be read (${String(error.code)})`);
  }
};

/** A name that is misspelt would be passed over in silence. */
const warningsOf = (names: string[]): TemplateFault[] => {
  const known: string[] = Object.values(FILES).flatMap(files => Object.values(files));
  const strangers = names
    .filter(name => !known.includes(name) && /\.(mjml|txt|liquid|html?)$/i.test(name))
    .map(name => ({
      file: name,
      line: null,
      problem: `is not a template: ${englishSpeech().list(known)} are`,
    }));
  const isBare = !known.some(name => names.includes(name));
  return isBare
    ? [{file: '', line: null, problem: `holds none of ${englishSpeech().list(known)}`}, ...strangers]
    : strangers;
};
