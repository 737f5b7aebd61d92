import {type CompileParts, compileWith} from '../../src/mail/compile.ts';
import type {Fragments} from '../../src/mail/fragments.ts';
import {builtInTemplates, faultInWords} from '../../src/mail/template-files.ts';
import {layoutOf} from '../../src/mail/words/week-order.ts';

/** Renders an edition with the built-in templates. */
export const compileEdition = async (wanted: Omit<CompileParts, 'templates'>): Promise<Fragments> => {
  const outcome = await compileWith({...wanted, templates: builtInTemplates(layoutOf(wanted.content))});
  if (outcome.kind === 'broken') throw new Error(outcome.faults.map(faultInWords).join('; '));
  return outcome.fragments;
};
