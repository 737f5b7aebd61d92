import {html, raw} from 'hono/html';
import {theme} from '../../templates/theme.ts';
import {VIEWS} from './views.ts';

const {light, dark, fonts} = theme;

const COLOURS = ['ground', 'ink', 'quiet', 'accent', 'rule'] as const;

const variablesOf = (scheme: typeof light | typeof dark): string =>
  COLOURS.map(name => `--${name}:${scheme[name]}`).join(';');

export const pageStyle = `
:root{color-scheme:light dark;${variablesOf(light)}}
@media (prefers-color-scheme:dark){:root{${variablesOf(dark)}}}
body{margin:0;padding:12px 20px;background:var(--ground);color:var(--ink);font:16px/24px ${fonts.serif}}
h1{margin:0;font-size:20px;font-weight:normal}
p{margin:0 0 8px;color:var(--quiet);font:13px/20px ${fonts.sans}}
#faults{margin:0 0 8px;color:var(--accent);font:16px/24px ${fonts.mono};white-space:pre-wrap}
.views{display:flex;gap:20px;overflow-x:auto;border-top:1px solid var(--rule)}
figure{flex:none;margin:0}
figcaption{padding:8px 0;color:var(--quiet);font:13px/20px ${fonts.sans}}
iframe{border:1px solid var(--rule);height:calc(100vh - 190px);min-height:400px;background:${light.ground}}
`;

/** Shows what the server says, as text, and has the views loaded again when there is another mail. */
export const pageScript = `
const byId = id => document.getElementById(id);
let version = 0;
const changes = new EventSource('/changes');
changes.onmessage = ({data}) => {
  const state = JSON.parse(data);
  byId('subject').textContent = state.subject;
  byId('state').textContent = state.says;
  byId('faults').textContent = state.faults.join('\\n');
  if (state.version === version) return;
  version = state.version;
  for (const view of document.querySelectorAll('iframe'))
    view.src = '/views/' + view.name + '?version=' + version;
};
changes.onerror = () => {
  byId('state').textContent = 'npm run dev:mail has ended, or does not answer';
};
`;

/** The one page: what is wrong, and the mail in every view. */
export const devMailPage = () => html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The mail, side by side</title>
<style>${raw(pageStyle)}</style>
</head>
<body>
<h1 id="subject" dir="auto">The mail</h1>
<p id="state" role="status">It is being rendered.</p>
<pre id="faults" role="alert"></pre>
<div class="views">
${VIEWS.map(
  ({name, title, width}) => html`<figure>
<figcaption>${title}</figcaption>
<iframe name="${name}" title="${title}" width="${width}" sandbox=""></iframe>
</figure>
`,
)}</div>
<script>${raw(pageScript)}</script>
</body>
</html>
`;
