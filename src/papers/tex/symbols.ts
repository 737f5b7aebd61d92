/** What TeX's names stand for: the tables of signs behind tex.ts, without any rule. */

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
  textquotedblright=” LaTeX=LaTeX TeX=TeX BibTeX=BibTeX textasciitilde=~ texttildelow=~ textasciicircum=^
  textunderscore=_ textdollar=$ textbraceleft={ textbraceright=} textbackslash=∖ backslash=∖ lbrace={
  rbrace=} lbrack=[
  rbrack=] textquotesingle=' textpm=± texttimes=× textdiv=÷ textperiodcentered=· textsection=§
  textperthousand=‰
  textonehalf=½ textonequarter=¼ textexclamdown=¡ textquestiondown=¿ guillemotleft=« guillemotright=» slash=/
  sharp=♯ flat=♭ natural=♮ clubsuit=♣ heartsuit=♥ diamondsuit=♦ spadesuit=♠ bigstar=★ blacktriangle=▲
  lozenge=◊
  bigcirc=◯ bigcup=⋃ bigcap=⋂ bigoplus=⨁ bigotimes=⨂ biguplus=⨄ coprod=∐ iint=∬ iiint=∭ wr=≀ amalg=⨿ ltimes=⋉
  rtimes=⋊ bowtie=⋈ uplus=⊎ sqcup=⊔ sqcap=⊓ ominus=⊖ oslash=⊘ boxtimes=⊠ boxplus=⊞ preceq=⪯ succeq=⪰ vdash=⊢
  models=⊨ vDash=⊨ nmid=∤ nsubseteq=⊈ subsetneq=⊊ supsetneq=⊋ sqsubseteq=⊑ triangleq=≜ coloneqq=≔
  eqqcolon=≕ doteq=≐
  asymp=≍ gtrapprox=⪆ lessapprox=⪅ trianglelefteq=⊴ therefore=∴ because=∵ complement=∁ measuredangle=∡
  ulcorner=⌜
  longleftarrow=← longleftrightarrow=↔ Longleftarrow=⇐ Longleftrightarrow=⇔ longmapsto=↦ leadsto=⇝
  rightsquigarrow=⇝
  Uparrow=⇑ Downarrow=⇓ updownarrow=↕ swarrow=↙ nwarrow=↖ rightharpoonup=⇀ leftharpoonup=↼ twoheadrightarrow=↠
  circlearrowleft=↺ circlearrowright=↻ curvearrowright=↷ upharpoonright=↾ Vdash=⊩ dotsb=⋯ dotsm=⋯ ldotp=.
  cdotp=· imath=ı jmath=ȷ wp=℘ mho=℧ eth=ð digamma=ϝ varkappa=ϰ beth=ℶ surd=√ smile=⌣ frown=⌢ backsim=∽
  intercal=⊺
  textordmasculine=º textordfeminine=ª textcent=¢ textyen=¥ textnumero=№ textminus=− textsurd=√
  textrightarrow=→
  textleftarrow=← textuparrow=↑ textdownarrow=↓ 
`);

/** Function names, which stand apart from what is left of them: `n\log n`. */
export const functionNames = new Set(
  `log ln lg exp sin cos tan cot sinh cosh tanh arcsin arccos arctan max min sup inf lim arg argmax argmin det
   dim ker rank tr Tr Pr gcd sgn sign softmax poly polylog mod bmod diag Var Cov KL`.split(/\s+/),
);

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
