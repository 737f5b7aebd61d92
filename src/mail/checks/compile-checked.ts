import type {EditionContent} from '../../editions/edition.ts';
import {type CompiledParts, compileWith} from '../compile.ts';
import type {Letterhead} from '../mail.ts';
import {builtInTemplates, type MailLayout, readTemplates, type Templates} from '../template-files.ts';
import {layoutOf} from '../words/week-order.ts';
import {tryTemplates} from './check-templates.ts';
import {samplePersonal} from './sample-mail.ts';
import {validateMail} from './validate-mail.ts';

/** How many papers of the edition itself are looked at; the samples have shown the rest. */
const JUDGED_PAPERS = 10;

/**
 * Renders an edition with the templates in force now: the operator's, which must first pass with the sample
 * editions and then with this one, or the built-in ones. Custom templates with a fault make no mail; the
 * built-in ones do not replace them.
 */
export const compileChecked = async ({
  content,
  letterhead,
  templatesDir,
  ours = builtInTemplates,
}: {
  content: EditionContent;
  letterhead: Letterhead;
  /** The operator's folder, or null for the built-in templates. */
  templatesDir: string | null;
  ours?: (layout: MailLayout) => Templates;
}): Promise<CompiledParts> => {
  const reading = readTemplates(templatesDir, layoutOf(content), ours);
  if (reading.kind === 'faults') return {kind: 'broken', faults: reading.faults};
  const {templates} = reading;
  if (!templates.html.isCustom && !templates.text.isCustom)
    return compileWith({content, letterhead, templates});
  const {faults} = await tryTemplates(templates, letterhead);
  if (faults.length > 0) return {kind: 'broken', faults};
  const compiled = await compileWith({content, letterhead, templates});
  if (compiled.kind === 'broken') return compiled;
  const found = validateMail({
    templates,
    fragments: compiled.fragments,
    content,
    letterhead,
    selection: content.papers.slice(0, JUDGED_PAPERS).map((_, index) => ({index, because: []})),
    personal: samplePersonal(letterhead.publicUrl, content.id),
  });
  return found.length > 0 ? {kind: 'broken', faults: found} : compiled;
};
