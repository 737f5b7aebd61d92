import {html} from 'hono/html';
import type {AdminContext} from '../../deps.ts';
import {requireSession} from '../admin-action.ts';
import {adminPage} from '../parts.ts';

/** `GET /admin/settings`: the settings as they are in this process, secrets masked. */
export const showSettings = (context: AdminContext) =>
  requireSession(context, async (c, session) =>
    c.html(
      adminPage({
        ...{site: context.deps, title: 'Settings', session},
        body: html`<h1>Settings</h1>
<p class="facts">Of the process that serves this page. Secrets are not shown.</p>
<ul class="plain lines">
${context.deps.settings.map(
  ({name, value}) => html`<li><p><code>${name}</code> <span class="facts">${value}</span></p></li>\n`,
)}</ul>`,
      }),
    ),
  );
