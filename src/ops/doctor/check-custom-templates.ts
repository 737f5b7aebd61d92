import {checkTemplates} from '../../mail/checks/check-templates.ts';
import {MANY_PAPERS} from '../../mail/checks/sample-mail.ts';
import type {Letterhead} from '../../mail/mail.ts';
import {faultInWords} from '../../mail/template-files.ts';
import {type Check, error, ok, orOk, skipped, warning} from './check.ts';

const ABOUT = 'templates';

/** Whether custom templates make mails. */
export const checkCustomTemplates = async ({
  templatesDir,
  letterhead,
}: {
  templatesDir: string | null;
  letterhead: Letterhead;
}): Promise<Check[]> => {
  if (templatesDir === null)
    return [skipped(ABOUT, 'TEMPLATES_DIR is not set; using the built-in templates')];
  const {faults, warnings, sample} = await checkTemplates(templatesDir, letterhead);
  const found = [
    ...faults.map(fault => error(ABOUT, faultInWords(fault), 'fix it; no edition is sent until then')),
    ...warnings.map(told => warning(ABOUT, faultInWords(told), 'paperboy templates check')),
  ];
  return orOk(
    found,
    ok(ABOUT, `custom templates are in use; ${sample?.bytes ?? 0} bytes of HTML for ${MANY_PAPERS} papers`),
  );
};
