import {type Liquid, LiquidError} from 'liquidjs';
import {htmlLiquid, textLiquid} from './liquid.ts';
import type {Template, TemplateFault} from './template-files.ts';
import {findUnclosedTag, lineOf, markLines, readMarkedLines} from './template-lines.ts';

export type Rendered = {kind: 'text'; text: string} | {kind: 'broken'; faults: TemplateFault[]};

type Values = Record<string, unknown>;

/** More than any edition prints; MJML would take minutes for much more. */
const MAX_MJML_LENGTH = 3_000_000;

/**
 * A template printed as plain text. A fault of a custom template is a value; a fault of a built-in one
 * throws.
 */
export const renderText = ({template, values}: {template: Template; values: Values}): Promise<Rendered> =>
  renderLiquid({liquid: textLiquid, template, values});

/**
 * A template printed as MJML and made HTML. A fault of a custom template is a value; a fault of a built-in
 * one throws.
 */
export const renderHtml = async ({
  template,
  values,
  word,
}: {
  template: Template;
  values: Values;
  /** Stands nowhere in the template nor in the values. */
  word: string;
}): Promise<Rendered> => {
  const mjml = await renderLiquid({liquid: htmlLiquid, template, values});
  if (mjml.kind === 'broken') return mjml;
  if (!template.isCustom) return {kind: 'text', text: await toHtml(mjml.text)};
  const refused = whyNoMjml(mjml.text, template);
  if (refused) return {kind: 'broken', faults: [refused]};
  const faults = await findMjmlFaults({template, values, word});
  if (faults.length > 0) return {kind: 'broken', faults};
  const made = await tryHtml(mjml.text);
  return made.kind === 'text'
    ? made
    : {kind: 'broken', faults: made.errors.map(toFault(template.file, () => null))};
};

const toHtml = async (mjml: string): Promise<string> => {
  // MJML takes half a second to load; only a process that compiles an edition pays it.
  const {default: mjml2html} = await import('mjml');
  // Includes are ignored by MJML's own default; it reads no file.
  const {html} = await mjml2html(mjml, {
    fonts: {},
    validationLevel: 'strict',
    keepComments: true,
    ignoreIncludes: true,
  });
  return html;
};

const renderLiquid = async ({
  liquid,
  template,
  values,
}: {
  liquid: Liquid;
  template: Template;
  values: Values;
}): Promise<Rendered> => {
  try {
    const parsed = liquid.parse(template.text, template.file);
    const unknown = template.isCustom ? unknownVariables({liquid, parsed, template, values}) : [];
    if (unknown.length > 0) return {kind: 'broken', faults: unknown};
    return {kind: 'text', text: await liquid.render(parsed, values)};
  } catch (error) {
    if (!template.isCustom || !(error instanceof Error)) throw error;
    return {kind: 'broken', faults: [liquidFault(error, template)]};
  }
};

/** Variables that do not exist, also in branches that no edition of today reaches. */
const unknownVariables = ({
  liquid,
  parsed,
  template,
  values,
}: {
  liquid: Liquid;
  parsed: ReturnType<Liquid['parse']>;
  template: Template;
  values: Values;
}): TemplateFault[] =>
  Object.entries(liquid.analyzeSync(parsed).globals)
    .filter(([name]) => !Object.hasOwn(values, name))
    .flatMap(([name, uses]) =>
      uses.map(({location}) => ({
        file: template.file,
        line: location.row,
        problem: `there is no variable "${name}"`,
      })),
    );

const liquidFault = (error: Error, {file}: Template): TemplateFault => {
  if (!LiquidError.is(error)) return {file, line: null, problem: oneLine(error.message)};
  const [line = null] = error.token?.getPosition() ?? [];
  return {file, line, problem: oneLine(error.originalError?.message ?? error.message)};
};

const oneLine = (text: string): string =>
  text
    .replace(/, (file:[^,]*, )?line:\d+, col:\d+$/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 300);

const whyNoMjml = (mjml: string, {file, text}: Template): TemplateFault | null => {
  if (mjml.length > MAX_MJML_LENGTH)
    return {file, line: null, problem: `prints ${mjml.length} letters, more than ${MAX_MJML_LENGTH}`};
  if (/<mj-include\b/.test(mjml))
    return {
      file,
      line: lineOf(text, '<mj-include'),
      problem: 'mj-include is not supported; put everything in this file',
    };
  return null;
};

/** What MJML finds wrong, by the lines of the template: it is printed once more, with its lines marked. */
const findMjmlFaults = async ({
  template,
  values,
  word,
}: {
  template: Template;
  values: Values;
  word: string;
}): Promise<TemplateFault[]> => {
  const {file} = template;
  const marked = {...template, text: markLines(template.text, word)};
  const printed = await renderLiquid({liquid: htmlLiquid, template: marked, values});
  if (printed.kind === 'broken') return printed.faults;
  const {text, templateLine} = readMarkedLines(printed.text, word);
  const unclosed = findUnclosedTag(text);
  if (unclosed) return [{file, line: templateLine(unclosed.line), problem: unclosedInWords(unclosed.tag)}];
  const made = await tryHtml(text);
  const faults = made.kind === 'text' ? [] : made.errors.map(toFault(file, templateLine));
  return [...new Map(faults.map(fault => [`${fault.line} ${fault.problem}`, fault])).values()];
};

const unclosedInWords = (tag: string): string =>
  tag.startsWith('/')
    ? `<${tag}> closes nothing`
    : `<${tag}> is not closed, or what is around it is closed before`;

type MjmlError = {line?: number; tagName?: string; message: string};

const tryHtml = async (
  mjml: string,
): Promise<{kind: 'text'; text: string} | {kind: 'errors'; errors: MjmlError[]}> => {
  try {
    return {kind: 'text', text: await toHtml(mjml)};
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const found = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
    return {kind: 'errors', errors: found.length > 0 ? found : [{message: error.message}]};
  }
};

const toFault =
  (file: string, templateLine: (line: number) => number | null) =>
  ({line, tagName, message}: MjmlError): TemplateFault => ({
    file,
    line: line === undefined ? null : templateLine(line),
    problem: oneLine(tagName === undefined ? message : `<${tagName}>: ${message}`),
  });
