import type {Accents} from '../../../../templates/theme.ts';
import {pageStyle} from '../../look/style.ts';
import {chartRules} from './chart-rules.ts';
import {tableRules} from './table-rules.ts';

/** The style sheet of the operators' pages: that of all pages, at another width, with tables and charts. */
export const adminStyle = (accents: Accents): string =>
  `${pageStyle(accents)}${frameRules}${tableRules}${chartRules}${phoneRules}`;

const frameRules = `body{max-width:1200px;padding:0 28px 48px}
.masthead nav{display:flex;flex-wrap:wrap;align-items:center;gap:0 18px}
.masthead nav a+a{margin-inline-start:0}
.masthead form{margin:0}
.masthead nav [aria-current]{color:var(--ink);font-weight:bold;text-decoration:none}
.as-link{min-height:0;padding:12px 0;border:0;background:none;color:var(--accent);font-weight:normal;
 font-size:.875rem;line-height:1.45;text-decoration:underline;text-underline-offset:.15em}
.state{padding:10px 0 12px;border-bottom:1px solid var(--ink)}
h1{margin:18px 0 4px;font-size:1.75rem}
.state h1{margin:0 0 2px}
.state p,.needs p{margin:0}
.state svg{margin:4px 0 8px}
.two+.small{margin-top:6px}
.state .above a{display:inline-block;padding:6px 0}
.needs{margin:10px 0 0;padding:10px 14px;border-inline-start:4px solid var(--accent);background:var(--wash);
 overflow-wrap:anywhere}
.needs a{display:inline-block;padding:4px 0;margin:-4px 0}
.needs .small{margin-top:2px}
.cols{display:grid;grid-template-columns:minmax(0,1.75fr) minmax(0,1fr);gap:0 48px}
section{margin-top:22px;padding-top:10px}
.cols>div>section:first-child{margin-top:8px;border-top:0}
.small,.facts{margin:0}
.orders{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end;margin-top:10px}
.orders p{margin:0}
.orders>p:first-of-type{flex:1 1 220px}
.acts form{margin:8px 0}
.two{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:8px}
.mail{margin:12px 0 0;padding:12px 16px;border:1px solid var(--quiet)}
.mail .mast{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;
 border-bottom:2px solid var(--ink);padding-bottom:4px}
.mail .mast span:first-child{font-size:1.25rem}
.mail p{margin:0;overflow-wrap:anywhere}
.mail .listed{margin-top:10px}
.mail .why{margin:0}
.serif{font-family:Georgia,serif}
figcaption{margin-top:10px;padding-top:4px;border-top:1px solid var(--rule)}
figcaption form{display:inline}
figcaption .as-link{padding:12px 0;margin-inline-end:14px}
.bad{color:var(--accent);font-weight:bold}
footer nav a{padding:12px 0}
`;

const phoneRules = `@media (max-width:760px){body{padding:0 16px 40px}
 .cols{grid-template-columns:minmax(0,1fr)}.wide{display:none}.masthead nav{gap:0 14px}
 .steps{grid-template-columns:1fr;gap:8px}td a{padding:12px 0}
 .fate tr{display:grid;grid-template-columns:minmax(0,1fr) auto;border-top:1px solid var(--rule);
 padding:8px 0;align-items:baseline}
 .fate td{border:0;padding:0}.fate td:last-child{grid-column:1/3;padding-inline-start:0;
 color:var(--quiet);font-size:.875rem}
 .fate thead{display:none}
 .needs a,.state .above a{padding:12px 0;margin:-8px 0}}
@media (max-width:340px){table{font-size:.8125rem}th,td{padding-inline-start:6px}}
`;
