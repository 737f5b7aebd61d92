import {parsePaperId} from '../../papers/paper-id.ts';
import type {AdminContext} from '../deps.ts';
import {adminAction} from './admin-action.ts';
import type {Flash} from './parts.ts';
import {answerSuggestions} from './suggestions.ts';

/** `POST /admin/suggestions/decide`: accepts or declines one. */
export const decideOnSuggestion = (context: AdminContext) =>
  adminAction(context, async (c, {session, fields}) =>
    answerSuggestions(context, c, {session, flash: await decide(context, fields, session.who)}),
  );

const decide = async ({deps}: AdminContext, fields: Map<string, string>, who: string): Promise<Flash> => {
  const decision = fields.has('accept') ? ('accepted' as const) : ('declined' as const);
  const paper = parsePaperId(fields.get(decision === 'accepted' ? 'accept' : 'decline') ?? '');
  if (paper === null) return {kind: 'refused', text: 'no paper was selected.'};
  const outcome = await deps.editions.decideSuggestion({paper, decision, who});
  return outcome.kind === 'decided'
    ? {kind: 'done', text: `${paper} is ${decision}${outcome.isNew ? '' : ' already'}.`}
    : {kind: 'refused', text: `${outcome.reason}.`};
};
