import {texToUnicode} from '../../../papers/tex/tex-to-unicode.ts';

/**
 * Signs that a plain LaTeX has as commands of mathematics, by their names; what needs a package is not among
 * them.
 */
const names = `
  alpha beta gamma delta epsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
  sigma varsigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
  times div pm mp ast star circ oplus otimes odot setminus cup cap wedge vee neg leq geq neq approx sim
  simeq equiv cong propto in notin ni subset subseteq supset supseteq ll gg prec succ preceq succeq perp
  top parallel mid vdash models asymp doteq infty partial nabla sum prod int oint surd forall exists
  emptyset ell hbar Re Im aleph prime angle triangle diamond sharp flat natural langle rangle lfloor
  rfloor lceil rceil Vert cdots vdots ddots to leftarrow leftrightarrow Rightarrow Leftarrow
  Leftrightarrow mapsto uparrow downarrow nearrow searrow`;

const signs: [string, string][] = names
  .trim()
  .split(/\s+/)
  .map(name => [texToUnicode(`$\\${name}$`), `\\${name}`]);

const letters: [string, string][] = [...'CHNPQRZ'].map(letter => [
  texToUnicode(`$\\mathbb{${letter}}$`),
  `\\mathbf{${letter}}`,
]);

const commands = new Map([...signs, ...letters, ['{', '\\lbrace'], ['}', '\\rbrace']]);

const accents = new Map([
  ['\u0302', 'hat'],
  ['\u0303', 'tilde'],
  ['\u0304', 'bar'],
  ['\u0307', 'dot'],
  ['\u0308', 'ddot'],
  ['\u030c', 'check'],
  ['\u20d7', 'vec'],
]);

/** Raised or lowered characters, each with what TeX raises or lowers. */
const scripts = (mark: '^' | '_'): Map<string, string> =>
  new Map(
    [...'0123456789+-=()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']
      .map(sign => [texToUnicode(`$x${mark}{${sign}}$`).slice(1), sign] as const)
      .filter(([script]) => script.length === 1),
  );

const raised = scripts('^');
const lowered = scripts('_');

const anyOf = (characters: Iterable<string>): string =>
  `[${[...characters].join('').replace(/[\\\]^-]/g, '\\$&')}]`;

const isGreek = (sign: string): boolean => /\p{Script=Greek}/u.test(sign);
const greek = anyOf([...commands.keys()].filter(isGreek));
const others = anyOf([...commands.keys()].filter(sign => !isGreek(sign)));

const pattern = new RegExp(
  [
    `(?<raised>${anyOf(raised.keys())}+)|(?<lowered>${anyOf(lowered.keys())}+)|(?<sign>${others}|`,
    // A Greek letter among Greek letters is part of a word, which stays as it is.
    String.raw`(?<!\p{Script=Greek}\p{M}{0,4})${greek}(?!\p{M}{0,4}\p{Script=Greek}))`,
    `(?<mark>${anyOf(accents.keys())})?`,
  ].join(''),
  'gu',
);

/** A stretch of a text: a formula in TeX already, or what is still to be written in TeX. */
export type Piece = {text: string; isFormula: boolean};

/**
 * Cuts letters and signs of mathematics out as formulas that every LaTeX prints: `x₀ ≈ π` has `$_{0}$`,
 * `$\approx$`, `$\pi$`.
 */
export const cutFormulas = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    const between = text.slice(at, found.index);
    if (between !== '') pieces.push({text: between, isFormula: false});
    addFormula(pieces, formulaOf(found.groups ?? {}));
    at = found.index + found[0].length;
  }
  return [...pieces, {text: text.slice(at), isFormula: false}];
};

/** Neighbours are one formula, but for two scripts of a kind, which TeX refuses. */
const addFormula = (pieces: Piece[], formula: string): void => {
  const last = pieces.at(-1);
  const clashes = /^[\^_]/.test(formula) && last?.text.includes(formula.charAt(0));
  if (last?.isFormula && !clashes) last.text = `${last.text.slice(0, -1)}${formula}$`;
  else pieces.push({text: `$${formula}$`, isFormula: true});
};

type Found = {[name in 'raised' | 'lowered' | 'sign' | 'mark']?: string | undefined};

const formulaOf = (found: Found): string => {
  if (found.raised !== undefined) return `^{${plainOf(found.raised, raised)}}`;
  if (found.lowered !== undefined) return `_{${plainOf(found.lowered, lowered)}}`;
  const command = commands.get(found.sign ?? '') ?? '';
  const accent = accents.get(found.mark ?? '');
  return accent === undefined ? command : `\\${accent}{${command}}`;
};

const plainOf = (script: string, signsOf: Map<string, string>): string =>
  [...script].map(character => signsOf.get(character) ?? character).join('');
