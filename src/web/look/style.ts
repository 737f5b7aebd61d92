import {type Accents, type Palette, theme, themeWith} from '../../../templates/theme.ts';
import {archiveRules} from './archive-rules.ts';
import {font, px, TOUCH} from './css.ts';
import {formRules} from './form-rules.ts';

const {fonts, type, space, width} = theme;

const colours = (palette: Palette & {wash: string}): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The ground of code; ink and the quiet colour keep 7:1 on it. */
const WASH = {light: '#f4f1ea', dark: '#211f1c'};

/** The pages' one style sheet, made of the theme that mail and letters share, with the operator's accents. */
export const pageStyle = (accents: Accents): string => {
  const {light, dark} = themeWith(accents);
  return `
:root{color-scheme:light dark;${colours({...light, wash: WASH.light})}}
@media (prefers-color-scheme:dark){:root{${colours({...dark, wash: WASH.dark})}}}
${frameRules}${archiveRules}${formRules}`;
};

/** Serif is what people wrote: titles, names, reasons. Sans is what the product says. */
const frameRules = `*{box-sizing:border-box}
html{scroll-padding:64px 0 80px}
body{margin:0 auto;max-width:${px(width + 3 * space.edge)};padding:0 ${px(space.edge)} ${px(space.section)};
 background:var(--ground);color:var(--ink);font-family:${fonts.sans};${font(type.body)};
 overflow-wrap:break-word}
a{color:var(--accent);text-decoration:underline;text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-100vw}
.skip:focus{inset-inline-start:${px(space.edge)};top:${px(space.block)};padding:${px(space.block)};background:var(--ground)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.masthead{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;
 gap:0 12px;padding:10px 0 0;border-bottom:2px solid var(--ink)}
.name{margin:0;font-family:${fonts.serif};font-size:1.75rem;line-height:1.3}
.name a{display:inline-block;padding:5px 0;color:inherit;text-decoration:none}
.name img{display:block;max-width:100%;font-size:${px(theme.logo.size)};line-height:${px(theme.logo.line)}}
h1,h2,h3,.lead,.why{font-family:${fonts.serif};font-weight:normal}
nav,.small,.facts,.by,footer{font-size:.875rem;line-height:1.45;color:var(--quiet)}
nav a,.row a{display:inline-block;padding:12px 0}
nav a+a{margin-inline-start:14px}
h1{margin:24px 0 8px;font-size:clamp(1.75rem,6.4vw,2.5rem);line-height:1.15;text-wrap:balance}
h1,h2,h3{overflow-wrap:anywhere}
h2,h3{margin:0;font-size:1.25rem;line-height:1.3}
html[dir=rtl] [dir=auto]{text-align:right}
.by bdi{direction:inherit}
p{margin:0 0 12px}
ol,ul{list-style:none;margin:0;padding:0}
.lead{font-size:1.125rem;line-height:1.5}
.why{margin:2px 0 4px;font-size:.9375rem;line-height:1.35;font-style:italic;color:var(--accent)}
section{margin-top:26px;padding-top:12px;border-top:1px solid var(--ink)}
section>h2:first-child{margin-bottom:4px;font:bold 1rem/1.4 ${fonts.sans}}
section>h2:first-child a{color:inherit}
.by,.facts{margin:0 0 ${px(space.block)}}
.plain{margin:${px(space.block)} 0 0}
.plain li{margin-bottom:${px(space.block)}}
.whole{white-space:nowrap}
.row{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 18px}
p.row{margin:0}
.row .button{padding:11px 22px}
summary{width:fit-content;padding:11px 0;cursor:pointer;font-size:.9375rem;line-height:1.45;
 color:var(--accent);text-decoration:underline;text-underline-offset:.15em}
summary .small{display:inline-block;margin-inline-start:6px}
table{border-collapse:collapse;margin:0 0 ${px(2 * space.block)};font-variant-numeric:tabular-nums}
th{padding:0 ${px(space.edge)} 0 0;font-weight:normal;text-align:start}
td{padding:0;text-align:end}
tr:first-child>*{border-bottom:1px solid var(--rule)}
.lines p{margin-bottom:${px(space.line)}}
.lines li{margin-bottom:${px(2 * space.block)}}
.note{margin:${px(space.edge)} 0;overflow-wrap:anywhere}
.note p{margin-bottom:${px(space.block)};text-align:start}
[hidden]{display:none!important}
.problem{color:var(--accent)}
footer{margin-top:24px;padding-top:12px;border-top:1px solid var(--rule)}
footer a{display:inline-block;padding:12px 0}
footer nav{display:flex;flex-wrap:wrap;gap:0 20px}
footer nav a{margin:0}
@media (max-width:480px){section{margin-top:18px}
 .plain li>a:first-child,.said p>a,.alone{display:inline-block;max-width:100%;min-height:${px(TOUCH)};
 padding:10px 0}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
