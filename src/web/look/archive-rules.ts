import {theme} from '../../../templates/theme.ts';

const {serif, mono} = theme.fonts;

/** What the pages that anybody may read have of their own: editions, papers, search, the front page. */
export const archiveRules = `.t{color:var(--ink);text-decoration-color:var(--rule)}
h2 a.t,h3 a.t{display:inline-block;padding:11px 0;margin:-11px 0}
.days{position:sticky;top:0;z-index:1;display:grid;grid-template-columns:1fr auto 1fr;gap:0 12px;
 background:var(--ground);border-bottom:1px solid var(--rule);font-size:.9375rem}
.days a{margin:0;padding:11px 0;color:var(--ink);text-decoration-color:var(--rule);white-space:nowrap}
.days :last-child{text-align:end}
.chips{display:flex;flex-wrap:wrap;gap:0 ${theme.space.edge}px;padding-bottom:8px}
.chips a{display:inline-block;padding:11px 0}
.chips a::first-letter{text-transform:uppercase}
.titles li{display:grid;grid-template-columns:26px 1fr auto;gap:0 8px;align-items:baseline;
 border-top:1px solid var(--rule);font-variant-numeric:tabular-nums}
.titles li:first-child{border:0}
.titles a{min-width:0;padding:11px 0 10px;font-family:${serif};font-size:1.0625rem;line-height:1.35;
 overflow-wrap:anywhere}
.paper{padding:16px 0 5px;border-top:1px solid var(--rule)}
.paper:first-child{border:0;padding-top:8px}
.paper .by{margin:2px 0 6px}
.paper p[dir]{margin-bottom:0}
.acts{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 18px}
.acts details{order:1}
.acts details[open]{order:2;flex-basis:100%}
.acts .row{order:1;flex:1;font-size:.875rem}
.up{margin-inline-start:auto}
.editions li{padding:8px 0 16px}
.editions .facts{margin:0;white-space:nowrap}
section .editions{margin-top:8px}
.summary{margin:4px 0 0;font-size:.875rem;line-height:1.45;color:var(--quiet)}
.thumbnail img{display:block;max-width:100%;height:auto;border:1px solid var(--rule)}
.breadcrumb ol{display:flex;flex-wrap:wrap;align-items:baseline}
.breadcrumb li+li::before{content:"›" / "";padding:0 8px}
.years{display:grid;grid-template-columns:auto 1fr;gap:0 ${theme.space.edge}px;margin:8px 0 0}
.years dt,.years a{display:inline-block;padding:10px 0}
.years dd{display:flex;flex-wrap:wrap;gap:0 16px;margin:0}
pre{margin:0;padding:12px;background:var(--wash);font:.8125rem/1.5 ${mono};white-space:pre-wrap;
 overflow-wrap:anywhere}
.long-title{font-size:clamp(1.5rem,5.4vw,2rem);line-height:1.2}
.row+.facts{margin-top:8px}
.related li{padding:8px 0}
.related .small{margin:0}
.hit{padding:18px 0 0}
.fact{display:inline-block;max-width:100%}
mark{background:none;color:inherit;font-weight:bold}
.pitch .lead{margin:0}
.mail{margin:28px 0 0;padding:16px 18px;border:1px solid var(--quiet);overflow-wrap:anywhere}
.mail p{margin:0}
.mail .mail-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 12px;
 padding-bottom:4px;border-bottom:2px solid var(--ink);font:1.375rem/1.3 ${serif}}
.mail-head .small{font-family:${theme.fonts.sans}}
.mail .mail-facts{margin-top:4px;font-family:${serif};font-size:.9375rem}
.mail-paper{margin-top:14px}
.mail-title{font:1.125rem/1.25 ${serif}}
.mail .why{margin:2px 0 4px}
.mail-text{font-size:.9375rem;line-height:1.4}
.mail .more{margin-top:12px;padding-top:8px;border-top:1px solid var(--rule)}
.hero form{margin-top:26px}
figcaption{margin-top:12px;padding-top:8px;border-top:1px solid var(--rule)}
.first-papers li{margin:14px 0 0}
.first-papers h3{font-size:1.125rem}
.first-papers p{margin-bottom:0}
@media (max-width:480px){.mail-text,.mail .more{display:none}.mail-paper{margin-top:10px}
 .mail{margin-top:14px;padding:10px 14px}.mail-title{font-size:1rem}.mail .why{margin:0}
 figcaption{margin-top:8px;padding-top:4px}.mail-head .small{font-size:.8125rem}}
@media (min-width:960px){body:has(.hero){max-width:1080px}
 .hero{display:grid;grid-template:auto 1fr/1fr 440px;gap:0 56px;align-items:start}
 .mail{grid-area:1/2/3/3;margin-top:32px}
 .below{display:grid;grid-template-columns:1fr 440px;gap:0 56px}}
`;
