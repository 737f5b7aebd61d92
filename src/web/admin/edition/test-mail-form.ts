import {html} from 'hono/html';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {csrfInput, mayOrder} from '../parts.ts';

/** The form that sends one mail outside any run; nothing for who may only look. */
export const testMailForm = ({session, path}: {session: Session; path: string}): Html | string =>
  mayOrder(session)
    ? html`<section aria-labelledby="test">
<h2 id="test">Send a test</h2>
<form method="post" action="${path}/test">
${csrfInput(session)}
<label for="to">Address</label>
<div class="two"><input id="to" name="to" type="email" autocomplete="off" maxlength="254"
  placeholder="you@example.org"><button class="second">Send</button></div>
<p class="small">One email, outside any run. A subscriber gets their own.</p>
</form>
</section>`
    : '';
