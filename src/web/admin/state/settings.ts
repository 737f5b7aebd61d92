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
<div class="settings">
${[...new Set(context.deps.settings.map(({group}) => group))].map(
  name => html`<section>
<h2>${name}</h2>
<dl>${context.deps.settings
    .filter(({group}) => group === name)
    .map(setting => html`<dt><code>${setting.name}</code></dt><dd>${setting.value}</dd>\n`)}</dl>
</section>\n`,
)}</div>`,
      }),
    ),
  );
