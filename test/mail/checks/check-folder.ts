import {checkTemplates} from '../../../src/mail/checks/check-templates.ts';
import {faultInWords} from '../../../src/mail/template-files.ts';
import {letterhead} from '../sample-edition.ts';

/** What is found of the templates in a folder, each fault and warning as one line. */
export const checkFolder = async (folder: string, from = letterhead) => {
  const {faults, warnings, sample} = await checkTemplates(folder, from);
  return {faults: faults.map(faultInWords), warnings: warnings.map(faultInWords), sample};
};
