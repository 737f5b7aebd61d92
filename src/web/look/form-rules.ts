import {theme} from '../../../templates/theme.ts';
import {px, TOUCH} from './css.ts';

const {edge, block, line} = theme.space;
const {serif} = theme.fonts;

/** What forms have of their own. */
export const formRules = `form{margin:8px 0}
form .small{display:block;margin-top:${px(line)}}
form summary .small{display:inline-block;margin-top:0}
.preferences>section:first-child{margin-top:0;border:0}
fieldset{min-width:0;margin:0 0 10px;padding:0;border:0}
label,legend{display:block;padding:0;margin-bottom:2px}
legend,.ask{font-weight:bold}
.choice{display:flex;align-items:center;gap:10px;min-height:32px;margin:0}
.columns{columns:14rem 2;column-gap:${px(edge)}}
.columns .choice{break-inside:avoid}
.side .choice{display:inline-flex;margin-inline-end:24px}
form .row{flex-wrap:nowrap;align-items:stretch;gap:${px(block)};margin-bottom:${px(block)}}
input,select,textarea,button{max-width:100%;border-radius:0;font:inherit}
input,select,textarea{min-height:46px;padding:9px 12px;border:1px solid var(--quiet);background:var(--ground);
 color:inherit}
input[type=text],input[type=email],input[type=search],input[type=password],textarea{flex:1 1 11rem;width:100%;
 min-width:0}
input[type=radio],input[type=checkbox]{flex:none;width:20px;height:20px;min-height:0;margin:0;padding:0;
 accent-color:var(--accent)}
::placeholder{color:var(--quiet);opacity:1}
button,.button{display:inline-block;min-height:46px;padding:10px 22px;border:1px solid var(--accent);
 background:var(--accent);color:var(--ground);font-weight:bold;cursor:pointer;text-decoration:none}
.second{background:transparent;color:var(--accent);font-weight:normal}
[aria-invalid]{border-color:var(--accent);border-width:2px}
.said li{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:4px 16px;margin:0;
 padding:8px 0;border-top:1px solid var(--rule)}
.said li:first-child{border:0}
.said .t{font-family:${serif};font-size:1.0625rem;line-height:1.35}
.said p{flex:1 1 220px;margin:0;min-width:0;overflow-wrap:anywhere}
.said .row{flex-wrap:nowrap;margin:0}
.said button{flex:none}
.picks{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,190px),1fr));gap:0 16px}
.choice span{display:inline-block;min-width:0;overflow-wrap:anywhere}
.choice span::first-letter{text-transform:uppercase}
.weekday{display:none;padding:0 0 8px 30px}
form:has([value=weekly]:checked) .weekday{display:block}
@supports not selector(:has(a)){.weekday{display:block}}
.hour-and-zone{display:grid;grid-template-columns:120px minmax(0,1fr);gap:12px;align-items:end}
.hour-and-zone p{margin:0}
@supports (grid-template-rows:subgrid){.hour-and-zone{gap:0 12px;align-items:stretch}
 .hour-and-zone p{display:grid;grid-row:span 3;grid-template-rows:subgrid}
 .hour-and-zone label{align-self:end}}
select{width:100%}
.tabs{position:sticky;top:0;z-index:1;display:flex;gap:${px(edge)};background:var(--ground);
 border-bottom:1px solid var(--rule);font-size:.9375rem}
.tabs a{margin:0}
.save{position:sticky;bottom:0;z-index:1;display:flex;align-items:center;gap:16px;
 margin:20px -${px(edge)} 0;padding:10px ${px(edge)};background:var(--ground);border-top:1px solid var(--ink)}
@media (max-width:480px){.picks{grid-template-columns:repeat(2,minmax(0,1fr))}
 .choice{min-height:${px(TOUCH)}}form .row{flex-wrap:wrap}}
@media (max-width:340px){.picks{grid-template-columns:1fr}}
`;
