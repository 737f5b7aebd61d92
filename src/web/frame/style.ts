import {type Accents, type Palette, theme, themeWith} from '../../../templates/theme.ts';

const {fonts, type, space, width} = theme;

const px = (length: number): string => `${length}px`;

/** Size and line height as rem, so that a reader's larger letters make the page larger. */
const font = ({size, line}: {size: number; line: number}): string =>
  `font-size:${size / 16}rem;line-height:${line / size}`;

const colours = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The pages' one style sheet, made of the theme that mail and letters share, with the operator's accents. */
export const pageStyle = (accents: Accents): string => {
  const {light, dark} = themeWith(accents);
  return `
:root{color-scheme:light dark;${colours(light)}}
@media (prefers-color-scheme:dark){:root{${colours(dark)}}}
${RULES}`;
};

/** What a finger hits on a phone, and what a line of text needs around it to be as high. */
const TOUCH = 44;
const TOUCH_PADDING = (TOUCH - type.body.line) / 2;

const RULES = `*{box-sizing:border-box}
body{margin:0 auto;max-width:${px(width + 2 * space.edge)};padding:0 ${px(space.edge)} ${px(space.section)};
 background:var(--ground);color:var(--ink);font-family:${fonts.serif};${font(type.body)};
 overflow-wrap:break-word}
a{color:var(--accent);text-decoration:underline;text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-100vw}
.skip:focus{left:${px(space.edge)};top:${px(space.block)};padding:${px(space.block)};background:var(--ground)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.masthead{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;
 gap:0 ${px(space.edge)};margin-bottom:${px(space.paper)};padding:${px(space.paper)} 0 ${px(space.block)};
 border-bottom:1px solid var(--rule)}
.name{margin:0;${font(type.lead)}}
.name a,h2 a{color:inherit}
.name a{text-decoration:none}
.name img{display:block;max-width:100%;font-size:${px(theme.logo.size)};line-height:${px(theme.logo.line)}}
nav,.small,.facts,.by,footer,label,legend,button,input,select,textarea{font-family:${fonts.sans}}
nav,.small,.facts,.by,footer{${font(type.small)};color:var(--quiet)}
nav a{display:inline-block;padding:${px(space.block)} 0}
nav a+a{margin-inline-start:${px(2 * space.block)}}
h1{margin:${px(space.paper)} 0 ${px(2 * space.block)};font-weight:normal;
 font-size:clamp(1.75rem,7vw,${type.masthead.size / 16}rem);
 line-height:${type.masthead.line / type.masthead.size};text-wrap:balance}
h2{margin:0 0 ${px(space.line)};font-weight:normal;${font(type.title)}}
p{margin:0 0 ${px(2 * space.block)}}
.lead{font-size:1.125rem;line-height:1.5}
section{margin-top:${px(space.section)};padding-top:${px(space.paper)};border-top:1px solid var(--rule)}
.papers,.editions{margin:${px(space.paper)} 0 0;padding:0;list-style:none}
.papers>li{margin-bottom:${px(space.section)}}
.editions li{padding:${px(space.block)} 0 ${px(2 * space.block)}}
.editions .facts{margin:0;white-space:nowrap}
h2+.abstract{margin-top:${px(space.block)}}
section .editions{margin-top:${px(2 * space.block)}}
.summary{margin:${px(space.line)} 0 0;${font(type.small)};color:var(--quiet)}
.thumbnail img{display:block;max-width:100%;height:auto;border:1px solid var(--rule)}
.breadcrumb{margin-bottom:${px(space.paper)}}
.breadcrumb ol{display:flex;flex-wrap:wrap;align-items:baseline;margin:0;padding:0;list-style:none}
.breadcrumb li+li::before{content:"›" / "";padding:0 ${px(space.block)}}
.breadcrumb a,.years a{display:inline-block;padding:${px(space.line)} 0}
.adjacent{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 ${px(space.edge)};
 padding-top:${px(space.block)};border-top:1px solid var(--rule)}
.adjacent a{display:inline-block;margin:0;padding:${px(space.block)} 0}
.years{display:grid;grid-template-columns:auto 1fr;gap:${px(space.line)} ${px(space.edge)};
 margin:${px(2 * space.block)} 0 0}
.years dt{padding:${px(space.line)} 0}
.years dd{display:flex;flex-wrap:wrap;gap:0 ${px(2 * space.block)};margin:0}
.plain{margin:${px(2 * space.block)} 0 0;padding:0;list-style:none}
.plain li{margin-bottom:${px(space.block)}}
.said li{display:flex;justify-content:space-between;align-items:center;gap:${px(space.edge)}}
.said p{margin:0;min-width:0;overflow-wrap:anywhere}
.said button{flex:none}
.titles{padding-inline-start:1.5em}
.titles li{padding:${px(space.line)} 0}
table{border-collapse:collapse;margin:0 0 ${px(2 * space.block)};font-variant-numeric:tabular-nums}
th{padding:0 ${px(space.edge)} 0 0;font-weight:normal;text-align:start}
td{padding:0;text-align:end}
tr:first-child>*{border-bottom:1px solid var(--rule)}
.lines p{margin-bottom:${px(space.line)}}
.lines li{margin-bottom:${px(2 * space.block)}}
pre{margin:0;${font(type.small)};white-space:pre-wrap;overflow-wrap:anywhere}
.note{margin:${px(space.paper)} 0;overflow-wrap:anywhere}
.note p{margin-bottom:${px(space.block)};text-align:start}
.by,.facts{margin:0 0 ${px(space.block)}}
.facts a{display:inline-block;padding:${px(space.line)} 0}
form .small{display:block;margin-top:${px(space.line)}}
form{margin:${px(space.paper)} 0}
fieldset{margin:0 0 ${px(2 * space.block)};padding:0;border:0}
label,legend{display:block;padding:0;margin-bottom:${px(space.line)};${font(type.body)}}
.choice{padding:${px(space.line)} 0 ${px(space.line)} 1.85em;margin:0;text-indent:-1.85em}
.columns{columns:14rem 2;column-gap:${px(space.edge)}}
.columns .choice{break-inside:avoid}
.row{display:flex;flex-wrap:wrap;gap:${px(space.block)};margin-bottom:${px(space.block)}}
input,select,textarea{max-width:100%;padding:10px 12px;border:1px solid var(--quiet);border-radius:0;
 background:transparent;color:inherit;font-size:1rem;line-height:1.5}
select{background:var(--ground)}
[hidden]{display:none}
input[type=text],input[type=email],input[type=search],input[type=password],textarea{flex:1 1 14rem;width:100%;
 min-width:0}
input[type=radio],input[type=checkbox]{width:1.1em;height:1.1em;padding:0;accent-color:var(--accent);
 vertical-align:-.15em}
::placeholder{color:var(--quiet);opacity:1}
button{padding:10px 20px;border:1px solid var(--accent);border-radius:0;background:var(--accent);
 color:var(--ground);font-size:1rem;line-height:1.5;cursor:pointer}
button.second{background:transparent;color:var(--accent)}
[aria-invalid]{border-color:var(--accent);border-width:2px}
.problem{color:var(--accent)}
footer{margin-top:${px(space.section)};padding-top:${px(2 * space.block)};border-top:1px solid var(--rule)}
footer p{margin-bottom:${px(space.block)}}
@media (max-width:480px){button,select,input:not([type=radio]):not([type=checkbox]){min-height:${px(TOUCH)}}
 .choice{padding-top:${px(TOUCH_PADDING)};padding-bottom:${px(TOUCH_PADDING)}}
 .plain li>a:first-child{display:inline-block;max-width:100%;padding:${px(TOUCH_PADDING)} 0}}
`;
