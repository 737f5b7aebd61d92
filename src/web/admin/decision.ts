import {parsePaperId} from '../../papers/paper-id.ts';
import {press} from './login.ts';
import {answerOverview} from './overview.ts';
import {type Said, WHO} from './parts.ts';
import type {Desk} from './session.ts';

/** `POST /admin/suggestions`: accepts or declines one. */
export const decideOnSuggestion = (desk: Desk) =>
  press(desk, async (c, {session, fields}) =>
    answerOverview(desk, c, {session, said: await decide(desk, fields)}),
  );

const decide = async ({admin: {operating}}: Desk, fields: Map<string, string>): Promise<Said> => {
  const decision = fields.has('accept') ? ('accepted' as const) : ('declined' as const);
  const paper = parsePaperId(fields.get(decision === 'accepted' ? 'accept' : 'decline') ?? '');
  if (paper === null) return {kind: 'refused', text: 'no paper was selected.'};
  const outcome = await operating.decideSuggestion({paper, decision, who: WHO});
  return outcome.kind === 'decided'
    ? {kind: 'done', text: `${paper} is ${decision}${outcome.isNew ? '' : ' already'}.`}
    : {kind: 'refused', text: `${outcome.reason}.`};
};
