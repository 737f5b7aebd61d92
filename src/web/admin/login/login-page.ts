import {html} from 'hono/html';
import {problemLine} from '../../frame/field-problem.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo, type Site} from '../../frame/site.ts';
import {adminPage} from '../parts.ts';

/** The one field for the token. */
export const loginPage = (site: Site, problem?: string): Html =>
  adminPage({
    site,
    title: 'Operator',
    body: html`<h1>Operator</h1>
<form method="post" action="${pathTo(site, '/admin/login')}">
<label for="token">Admin token</label>
<div class="row">
<input id="token" name="token" type="password" autocomplete="current-password" required maxlength="1000"
  aria-describedby="token-is${problem === undefined ? '' : ' token-problem'}"
  ${problem === undefined ? '' : html`aria-invalid="true"`}>
<button>Log in</button>
</div>
<p class="small" id="token-is">The value of ADMIN_TOKEN, or a token of your own.</p>
${problemLine('token', problem)}
</form>`,
  });
