import type {EditionContent} from '../../src/editions/edition.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {compileChecked} from '../../src/mail/checks/compile-checked.ts';
import {samplePersonal} from '../../src/mail/checks/sample-mail.ts';
import type {Letterhead} from '../../src/mail/mail.ts';
import {builtInTemplatesAsCustom, type TemplateFault} from '../../src/mail/template-files.ts';
import {noInterests} from '../../src/ranking/interests.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';

/** A mail to be looked at, and where it may have pictures from. */
export type ShownMail = {subject: string; html: string; text: string; pictures: string[]};

export type MailRendering = {kind: 'mail'; mail: ShownMail} | {kind: 'broken'; faults: TemplateFault[]};

/** As many as a subscriber gets who asks for no other number. */
const PAPERS = 15;

const WHERE_REASONS_STAND = 'this is where your own reasons stand';

/**
 * The edition's mail to a reader without interests; its first paper has a reason of their own, so that one is
 * seen.
 */
export const renderMail = async (wanted: {
  content: EditionContent;
  letterhead: Letterhead;
  templatesDir: string | null;
}): Promise<MailRendering> => {
  const {content, letterhead} = wanted;
  const outcome = await compileChecked({...wanted, ours: builtInTemplatesAsCustom});
  if (outcome.kind === 'broken') return outcome;
  const chosen = selectPapers({
    index: indexPapers(content.papers),
    interests: {...noInterests, papers: PAPERS},
  });
  const mail = assembleMail({
    fragments: outcome.fragments,
    selection: chosen.map((entry, place) =>
      place === 0 ? {...entry, because: [{kind: 'said' as const, text: WHERE_REASONS_STAND}]} : entry,
    ),
    personal: samplePersonal(letterhead.publicUrl, content.id),
  });
  return {kind: 'mail', mail: {...mail, pictures: picturesOf(letterhead)}};
};

const picturesOf = ({logoUrl, picturesUrl}: Letterhead): string[] => [
  ...(logoUrl === null ? [] : [logoUrl]),
  ...(picturesUrl === null ? [] : [`${picturesUrl}/`]),
];
