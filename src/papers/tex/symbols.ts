/** What TeX's names stand for: the tables behind tex.ts, without any rule. */

const pairs = (table: string): Map<string, string> =>
  new Map(
    table
      .trim()
      .split(/\s+/)
      .map(entry => {
        const [name = '', sign = ''] = entry.split('=', 2);
        return [name, sign];
      }),
  );

/** Letters that TeX spells as commands: the space after them ends the command and does not print. */
export const letters = pairs(`
  o=ø O=Ø l=ł L=Ł ss=ß ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ dj=đ DJ=Đ ng=ŋ NG=Ŋ
`);

/** Greek, operators, arrows and typographic signs. */
export const symbols = pairs(`
  alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ
  lambda=λ mu=μ nu=ν xi=ξ omicron=ο pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=φ
  varphi=φ chi=χ psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ
  Omega=Ω textmu=µ
  times=× cdot=· div=÷ pm=± mp=∓ ast=∗ star=⋆ circ=∘ bullet=• oplus=⊕ otimes=⊗ odot=⊙ setminus=∖
  le=≤ leq=≤ leqslant=≤ ge=≥ geq=≥ geqslant=≥ ne=≠ neq=≠ approx=≈ sim=∼ simeq=≃ equiv=≡ cong=≅ propto=∝
  ll=≪ gg=≫ lesssim=≲ gtrsim=≳ prec=≺ succ=≻ perp=⊥ bot=⊥ top=⊤ parallel=∥ mid=∣ lt=< gt=>
  infty=∞ partial=∂ nabla=∇ sum=∑ prod=∏ int=∫ oint=∮ in=∈ notin=∉ ni=∋ subset=⊂ subseteq=⊆ supset=⊃
  supseteq=⊇ cup=∪ cap=∩ emptyset=∅ varnothing=∅ forall=∀ exists=∃ neg=¬ lnot=¬ land=∧ wedge=∧ lor=∨ vee=∨
  ell=ℓ hbar=ℏ Re=ℜ Im=ℑ aleph=ℵ prime=′ angle=∠ triangle=△ square=□ blacksquare=■ diamond=⋄
  to=→ rightarrow=→ longrightarrow=→ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ Longrightarrow=⇒
  implies=⇒ Leftarrow=⇐ Leftrightarrow=⇔ iff=⇔ mapsto=↦ uparrow=↑ downarrow=↓ nearrow=↗ searrow=↘
  rightleftharpoons=⇌ hookrightarrow=↪
  langle=⟨ rangle=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉ lVert=‖ rVert=‖ Vert=‖ lvert=| rvert=| vert=|
  ldots=… dots=… dotsc=… textellipsis=… cdots=⋯ vdots=⋮ ddots=⋱ dagger=† dag=† ddagger=‡ ddag=‡
  S=§ P=¶ copyright=© textcopyright=© textregistered=® texttrademark=™ pounds=£ textsterling=£ euro=€
  texteuro=€ deg=° degree=° textdegree=° checkmark=✓ cmark=✓ xmark=✗ colon=: textemdash=— textendash=–
  textbullet=• textgreater=> textless=< textbar=| textquoteright=’ textquoteleft=‘ textquotedblleft=“
  textquotedblright=” LaTeX=LaTeX TeX=TeX BibTeX=BibTeX
`);

/** Function names, which stand apart from what is left of them: `n\log n`. */
export const functionNames = new Set(
  `log ln lg exp sin cos tan cot sinh cosh tanh arcsin arccos arctan max min sup inf lim arg argmax argmin det
   dim ker rank tr Tr Pr gcd sgn sign softmax poly polylog mod bmod diag Var Cov KL`.split(/\s+/),
);

/** Abbreviations that paper templates define as commands (CVPR's `\\eg` and its kin). */
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

/** Commands whose argument is printed as prose. */
export const proseWrappers = new Set(
  `text textbf textit textrm texttt textsc textsf textsl textup textmd textnormal emph underline uline mbox hbox
   textquote`.split(/\s+/),
);

/** Commands whose argument is printed as mathematics. */
export const mathWrappers = new Set(
  `mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal boldsymbol bm bold operatorname ensuremath
   rm bf`.split(/\s+/),
);

/** Font switches that may open a group: `{\\it so}`. */
export const switches = new Set(
  `it bf em tt rm sc sf sl cal itshape bfseries scshape ttfamily sffamily rmfamily upshape small footnotesize
   large Large normalsize normalfont boldmath`.split(/\s+/),
);

/** Sizes and spacing that print nothing in mathematics. */
export const invisible = new Set(
  `left right big Big bigg Bigg bigl bigr Bigl Bigr middle displaystyle textstyle scriptstyle limits nolimits
   negthinspace`.split(/\s+/),
);

export const spaces = new Set(['quad', 'qquad', 'space', 'enspace', 'thinspace', 'enskip']);

/** Combining marks of the accents that are signs: `\\'e`. */
export const signAccents = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
]);

/** Combining marks of the accents that are letters: `\\c{c}`. */
export const letterAccents = new Map([
  ['c', '\u0327'],
  ['v', '\u030C'],
  ['u', '\u0306'],
  ['H', '\u030B'],
  ['k', '\u0328'],
  ['r', '\u030A'],
  ['d', '\u0323'],
  ['b', '\u0331'],
]);

/** Combining marks of the accents of mathematics: `\\hat x`. */
export const mathAccents = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['overline', '\u0304'],
  ['vec', '\u20D7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['check', '\u030C'],
  ['acute', '\u0301'],
  ['grave', '\u0300'],
]);

/** Double-struck letters that every font has. */
export const doubleStruck = new Map([
  ['C', 'ℂ'],
  ['H', 'ℍ'],
  ['N', 'ℕ'],
  ['P', 'ℙ'],
  ['Q', 'ℚ'],
  ['R', 'ℝ'],
  ['Z', 'ℤ'],
]);

const zip = (plain: string, script: string): Map<string, string> => {
  const scripts = [...script];
  return new Map([...plain].map((sign, place) => [sign, scripts[place] ?? '']));
};

export const superscripts = zip(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘°′*∗⋆⊤†‡'",
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°°′***ᵀ†‡′',
);

export const subscripts = zip(
  '0123456789+-=()aehijklmnoprstuvxβγρφχ',
  '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ',
);
