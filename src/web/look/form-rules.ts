import {theme} from '../../../templates/theme.ts';
import {px, TOUCH} from './css.ts';

const {edge, block, line} = theme.space;

/** What forms have of their own. */
export const formRules = `form{margin:${px(edge)} 0}
form .small{display:block;margin-top:${px(line)}}
fieldset{min-width:0;margin:0 0 18px;padding:0;border:0}
label,legend{display:block;padding:0;margin-bottom:2px}
legend,.ask{font-weight:bold}
.choice{display:flex;align-items:center;gap:10px;min-height:32px;margin:0}
.columns{columns:14rem 2;column-gap:${px(edge)}}
.columns .choice{break-inside:avoid}
form .row{flex-wrap:nowrap;align-items:stretch;gap:${px(block)};margin-bottom:${px(block)}}
input,select,textarea,button{max-width:100%;border-radius:0;font:inherit}
input,select,textarea{min-height:46px;padding:9px 12px;border:1px solid var(--quiet);background:var(--ground);
 color:inherit}
input[type=text],input[type=email],input[type=search],input[type=password],textarea{flex:1;width:100%;min-width:0}
input[type=radio],input[type=checkbox]{flex:none;width:20px;height:20px;min-height:0;margin:0;padding:0;
 accent-color:var(--accent)}
::placeholder{color:var(--quiet);opacity:1}
button,.button{display:inline-block;min-height:46px;padding:10px 22px;border:1px solid var(--accent);
 background:var(--accent);color:var(--ground);font-weight:bold;cursor:pointer;text-decoration:none}
.second{background:transparent;color:var(--accent);font-weight:normal}
[aria-invalid]{border-color:var(--accent);border-width:2px}
.said li{display:flex;justify-content:space-between;align-items:center;gap:16px}
.said p{margin:0;min-width:0;overflow-wrap:anywhere}
.said button{flex:none}
@media (max-width:480px){.choice{min-height:${px(TOUCH)}}form .row{flex-wrap:wrap}}
`;
