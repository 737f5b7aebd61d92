import type {Log} from '../log.ts';
import {checkTemplates} from '../mail/checks/check-templates.ts';
import type {Letterhead} from '../mail/mail.ts';
import {faultInWords} from '../mail/template-files.ts';

/**
 * Says at once what is wrong with custom templates, before an edition is refused for it at night.
 * The process goes on: pages, letters and the way out need none of them. Returns how many faults there are.
 */
export const warnAboutTemplates = async ({
  templatesDir,
  letterhead,
  log,
}: {
  templatesDir: string | null;
  letterhead: Letterhead;
  log: Log;
}): Promise<number> => {
  if (templatesDir === null) return 0;
  const {faults, warnings} = await checkTemplates(templatesDir, letterhead);
  for (const fault of faults) log.error({event: 'templates.refused'}, faultInWords(fault));
  for (const warning of warnings) log.warn({event: 'templates.warning'}, faultInWords(warning));
  return faults.length;
};
