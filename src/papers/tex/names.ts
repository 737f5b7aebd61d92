import type {Mode} from './cursor.ts';

/** What TeX's commands do with what follows them: tables without any rule but the last two. */

const namesOf = (table: string): string[] => table.trim().split(/\s+/);

/** Abbreviations that paper templates define as commands (CVPR's `\eg` and its kin). */
export const abbreviations = new Map([
  ['eg', 'e.g.'],
  ['ie', 'i.e.'],
  ['etal', 'et al.'],
  ['etc', 'etc.'],
  ['vs', 'vs.'],
  ['wrt', 'w.r.t.'],
  ['cf', 'cf.'],
  ['aka', 'a.k.a.'],
]);

export const spaces = new Set(
  namesOf(
    'quad qquad space enspace thinspace enskip medspace thickspace newline par linebreak hfill n hskip',
  ),
);

/** Font switches, and what only arranges a page. */
export const silent = new Set(
  namesOf(`
    it bf em tt rm sc sf sl cal itshape bfseries scshape ttfamily sffamily rmfamily upshape slshape
    mdseries normalfont
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge boldmath unboldmath selectfont
    protect noindent indent relax null ignorespaces unskip leavevmode centering raggedright raggedleft
    maketitle
    smallskip medskip bigskip vfill newpage clearpage pagebreak nolinebreak nopagebreak allowbreak break
    nonumber notag limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle footnotemark sloppy
    negthinspace strut mathstrut hline toprule midrule bottomrule
  `),
);

/** Sizes of brackets, which are words of their own outside of formulas. */
export const invisible = new Set(
  namesOf('left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm'),
);

/** What prints nothing, with the number of its groups. */
export const dropped = new Map<string, number>([
  ...namesOf(`label index tag color pagecolor vspace hspace thanks includegraphics bibliography
  bibliographystyle todo
    usepackage input include phantom hphantom vphantom hypersetup hyphenation cline addbibresource pagestyle
    thispagestyle footnotetext graphicspath`).map(name => [name, 1] as const),
  ...namesOf('setlength addtolength setcounter fontsize rule').map(name => [name, 2] as const),
  ['definecolor', 3],
]);

/** What prints its last group, with the number of groups before it, which are settings. */
export const wrappers = new Map<string, number>([
  ...namesOf(`text textbf textit textrm texttt textsc textsf textsl textup textmd textnormal emph underline
  uline mbox
    hbox fbox makebox framebox textquote enquote hyperref ensuremath mathrm mathbf mathit mathsf mathtt
    mathcal
    mathscr mathfrak mathnormal boldsymbol bm pmb bold operatorname`).map(name => [name, 0] as const),
  ...namesOf('textcolor colorbox parbox raisebox scalebox rotatebox texorpdfstring foreignlanguage').map(
    name => [name, 1] as const,
  ),
  ...namesOf('fcolorbox resizebox multicolumn multirow').map(name => [name, 2] as const),
]);

/** `\citep`, `\textcite`, `\ref`, `\autoref`: they point to what a mail does not have. */
export const isCitation = (name: string): boolean =>
  /^(?:[a-z]{0,9}cite[a-zA-Z]{0,9}|Cite[a-z]{0,9}|(?!h)(?:[a-zA-Z]{0,2}|auto|name|page)ref|bibitem)$/.test(
    name,
  );

/** Whether a command's group is prose or mathematics; a colour changes neither. */
export const modeInside = (name: string, mode: Mode): Mode => {
  if (/^(?:math|bold|bm$|pmb$|ensure|operator)/.test(name)) return 'math';
  return /^(?:text[a-z]{0,6}(?<!color)|emph|uline|[mhf]box|makebox|framebox|enquote)$/.test(name)
    ? 'prose'
    : mode;
};
