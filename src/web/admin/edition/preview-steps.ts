import type {Context} from 'hono';
import type {EditionId} from '../../../editions/edition.ts';
import type {AdminContext} from '../../deps.ts';
import {MAIL_POLICY} from '../../frame/mail-policy.ts';
import {type ActionRequest, anyAction, refuseOrder} from '../admin-action.ts';
import {recordOfReader} from '../readers/record.ts';
import {type AskedPreview, parsePreview} from './asked-preview.ts';
import {answerEdition, editionAction} from './edition.ts';

/**
 * `POST /admin/editions/:id/preview`: the page with the edition as a reader gets it. A look changes nothing,
 * so every operator may see it by topics; by an address it tells of a reader, so it takes the other role and
 * is on record.
 */
export const previewForOperator = (context: AdminContext) =>
  previewAction(context, async (c, request, asked) =>
    answerEdition(context, c, {
      ...request,
      previewed: {asked, result: await context.deps.editions.preview(asked)},
    }),
  );

/** `POST /admin/editions/:id/preview/mail`: the whole email, by itself. */
export const previewWhole = (context: AdminContext) =>
  previewAction(context, async (c, request, asked) => {
    const result = await context.deps.editions.preview(asked);
    if (result.kind !== 'mail') return answerEdition(context, c, {...request, previewed: {asked, result}});
    c.header('Content-Security-Policy', MAIL_POLICY);
    return c.html(result.mail.html);
  });

/** `POST /admin/editions/:id/preview/text`: its text part. */
export const previewText = (context: AdminContext) =>
  previewAction(context, async (c, request, asked) => {
    const result = await context.deps.editions.preview(asked);
    return result.kind === 'mail'
      ? c.text(result.mail.text)
      : answerEdition(context, c, {...request, previewed: {asked, result}});
  });

type Request = ActionRequest & {edition: EditionId};

const previewAction = (
  context: AdminContext,
  show: (c: Context, request: Request, asked: AskedPreview) => Promise<Response>,
) =>
  editionAction(
    context,
    async (c, request) => {
      const asked = parsePreview(request.edition, request.fields.get('as') ?? '');
      if (asked.kind === 'refused')
        return answerEdition(context, c, {...request, flash: {kind: 'refused', text: `${asked.reason}.`}});
      if (asked.reader !== null && request.session.role !== 'send')
        return refuseOrder(context, c, request.session);
      if (asked.reader !== null)
        await recordOfReader(context, request.session, {
          what: `previewed ${asked.edition} as`,
          address: asked.reader,
        });
      return show(c, request, asked);
    },
    anyAction,
  );
