import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {texToUnicode} from '../../../src/papers/tex/tex-to-unicode.ts';

const raw = String.raw;

describe('what is safe becomes Unicode', () => {
  test.each([
    [raw`Fr\'echet`, 'Fréchet'],
    [raw`Fr\'{e}chet and Fr{\'e}chet`, 'Fréchet and Fréchet'],
    [raw`na\"{\i}ve, Bolet\'{\i}n, Mart\'\i nez`, 'naïve, Boletín, Martínez'],
    [raw`\"Ust\"un, G\"{o}del, Erd\H{o}s, \v{S}koda`, 'Üstün, Gödel, Erdős, Škoda'],
    [
      raw`Fran\c{c}ois, Fran\c cois, S\o ren, {\L}ukasz, Stra\ss e, \AA ngstr\"om`,
      'François, François, Søren, Łukasz, Straße, Ångström',
    ],
    [raw`{\tau}-bench by {\it the} team`, 'τ-bench by the team'],
    [raw`50\%, R\&D, a\_b, \#1, \$200`, '50%, R&D, a_b, #1, $200'],
    ["``dream'' and `needle' and ''Aha''", '“dream” and ‘needle’ and “Aha”'],
    ['a -- b, signals--visual, 3--5, x---y', 'a – b, signals–visual, 3–5, x—y'],
    ['R^2Net, UniF^2ace, O(N^2), W^+ space, ^2Net', 'R²Net, UniF²ace, O(N²), W⁺ space, ²Net'],
    ['10^{-3}, 2^{128}, d^{-1}, x_{i}, π_0', '10⁻³, 2¹²⁸, d⁻¹, xᵢ, π₀'],
    ['D$^3$QE and UI2Code$^\\text{N}$ and VA-$\\pi$', 'D³QE and UI2Codeᴺ and VA-π'],
    ['$CoT$-$Pass@K$ with $k$ = 5', 'CoT-Pass@K with k = 5'],
    [raw`$O(n \log n)$, $n\log n$`, 'O(n log n), n log n'],
    [raw`$\mathbb{R}^{d}$, $\mathcal{O}(T)$, $\mathbb E$`, 'ℝᵈ, O(T), E'],
    [raw`$\frac{a+b}{2}$, $\frac12$, $\sqrt{x}$`, '(a+b)/2, 1/2, √x'],
    [raw`$\hat{x}_i^2$, $x'$, $\left( a \le b \right)$`, 'x̂ᵢ², x′, (a ≤ b)'],
    [raw`\( O(n^3) \) and \[E = mc^2\] and $$a_1$$`, 'O(n³) and E = mc² and a₁'],
    [raw`\textbf{bold \emph{both}} {\bf x} \textsc{Small}-1.5B`, 'bold both x Small-1.5B'],
    [raw`360$^\circ$ and 2.3\times faster`, '360° and 2.3× faster'],
    [raw`CO\textsubscript{2}, E\textsuperscript{2}R`, 'CO₂, E²R'],
    ['Extractor~(TE), Fig.~3, (1)~QA', 'Extractor (TE), Fig. 3, (1) QA'],
    [raw`(\eg, k=1), \ie, Smith \etal.`, '(e.g., k=1), i.e., Smith et al.'],
    [raw`\ce{H2SO4} and \ce{2H2 + O2 -> 2H2O} and \ce{Fe^{3+}}`, 'H₂SO₄ and 2H₂ + O₂ → 2H₂O and Fe³⁺'],
    [raw`$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$ and $\sqrt[3]{x}$`, '(a b; c d) and ³√x'],
    [raw`\emph{A \textbf{nested \textit{boat}}} of $\frac{a}{b+\frac{c}{d}}$`, 'A nested boat of a/(b+c/d)'],
    [raw`Here \newcommand{\boat}{FoldNet}we use \boat\ here`, 'Here we use FoldNet here'],
    [
      raw`H$_2$O, $90^\circ$, $5\,\mathrm{km}$, $f''$, $\mathbb{R}^{d\times k}$`,
      'H₂O, 90°, 5 km, f′′, ℝ^(d×k)',
    ],
    [raw`$x_{\mathrm{max}}$, $\operatorname{argmax}_x$, $\left\| x \right\|_2$`, 'x_max, argmaxₓ, ‖ x ‖₂'],
    ['An {unbalanced brace and $5 and $10', 'An {unbalanced brace and $5 and $10'],
    [raw`300\,k entries\\ and more`, '300 k entries and more'],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('what lost its backslashes on the way is read all the same', () => {
  test.each([
    ['360^circ and 360^{circ} and 360{\\deg}', '360° and 360° and 360°'],
    [
      '8.83times speedup, 256times256, 36times 64, 8timesA800, 3--5times',
      '8.83× speedup, 256×256, 36× 64, 8×A800, 3–5×',
    ],
    ['only {sim}20% of mathcal{O}(T) or leq 0.02%', 'only ∼20% of O(T) or ≤ 0.02%'],
    ['{bf Elastic-Cache} and textbf{specialist}', 'Elastic-Cache and specialist'],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('what arXiv sends is words and signs', () => {
  test.each([
    [raw`errors of 3.1$\pm$0.4 from $\sim$10K samples`, 'errors of 3.1±0.4 from ∼10K samples'],
    [raw`$\approx$5$\times$ faster, $>$90\%, $\sim$$10$`, '≈5× faster, >90%, ∼10'],
    [raw`$ \alpha = 0.5 $ and \(\beta=1\)`, 'α = 0.5 and β=1'],
    [raw`$a\leq b$, $a \leq b$, $\alpha\le 5$, $> 90\%$`, 'a≤b, a ≤ b, α≤5, >90%'],
    [raw`$256\times256$, $256 \times 256$, $2\times 3$`, '256×256, 256 × 256, 2×3'],
    [raw`$\left\{x_i\right\}_{i=1}^N$, $\langle x, y \rangle$, $\|x\|_2^2$`, '{xᵢ}ᵢ₌₁ᴺ, ⟨x, y⟩, ‖x‖₂²'],
    [raw`$\log_2 n$, $\log\left(x\right)$, $\operatorname*{arg\,max} f$`, 'log₂ n, log(x), arg max f'],
    [raw`$\frac{1}{\sqrt{mn}}$, $\sqrt[3]{x}$, $\binom{n}{k}$`, '1/(√(mn)), ³√x, (n choose k)'],
    [raw`$x^{2^{n}}$, $e^{x_1}$, $x^{10}$, $a_{i_j}$`, 'x^(2ⁿ), e^(x₁), x¹⁰, a_(iⱼ)'],
    [raw`\verb|code_x| and \texttt{a\_b}, \SI{5}{\kilo\meter} long`, 'code_x and a_b, 5 kilo meter long'],
    [raw`\texorpdfstring{$\beta$-VAE}{beta-VAE}, \ensuremath{\mathcal{O}(n \log n)}`, 'beta-VAE, O(n log n)'],
    [
      raw`Erd{\H{o}}s--R{\'e}nyi, {\L}ojasiewicz, \O{}rsted, \"{U}ber`,
      'Erdős–Rényi, Łojasiewicz, Ørsted, Über',
    ],
    [raw`\emph{a \emph{nested} one}, \textbf{\textit{both}}, {\it An} end`, 'a nested one, both, An end'],
    [raw`$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$`, '(a b; c d)'],
    [raw`$\underset{x \in X}{\arg\min} f(x)$, $\left( \frac{a}{b} \right)^2$`, 'arg min_(x∈X) f(x), (a/b)²'],
    [
      raw`from $\$5$ to \$10, 12.5\% of $50, pages 10--20, Fig.~3`,
      'from $5 to $10, 12.5% of $50, pages 10–20, Fig. 3',
    ],
    [raw`unbalanced {brace, 50% of users`, 'unbalanced {brace, 50% of users'],
    [raw`$\mathcal{L}_{\text{total}} = \mathcal{L}_1$, $\|x\|_2 \leq \epsilon$`, 'L_total = L₁, ‖x‖₂ ≤ ε'],
    [raw`$\mathbb{E}_{x\sim p}[f(x)]$, $f\colon X \to Y$, $\hat{\theta}$`, 'E_(x∼p)[f(x)], f: X → Y, θ̂'],
    [raw`$\not\in$, $a \not= b$, $a \bmod n$, $a \pmod{n}$`, '∉, a ≠ b, a mod n, a (mod n)'],
    [raw`$\mathrm{KL}(p \| q)$, $\mathbf x$, $\boldsymbol\theta$, $\hat\theta$`, 'KL(p ‖ q), x, θ, θ̂'],
    [raw`\begin{equation} E = mc^2 \end{equation} holds`, 'E = mc² holds'],
    [raw`\begin{align*} a &= b \\ c &= d \end{align*}`, 'a = b; c = d'],
    [raw`$\begin{cases} 1 & x > 0\\ 0 & x < 0 \end{cases}$`, '{1, x > 0; 0, x < 0}'],
    [raw`\begin{itemize}\item one \item[b] two\end{itemize}.`, '• one • b two.'],
    [raw`\textcolor{red}{Red} \colorbox{blue}{\textsc{Pandas}} {\color{red} eat}`, 'Red Pandas eat'],
    [raw`5\textasciitilde{}6, \textdollar5, a\textunderscore b`, '5~6, $5, a_ b'],
    [raw`\v Cech, \v{C}ech, \c Cag\u{a}, \H{o}`, 'Čech, Čech, Çagă, ő'],
    [
      raw`\url{https://example.org/a\_b}, \url{example.org}, \path{a_b}`,
      'https://example.org/a_b, example.org, a_b',
    ],
    [raw`the end.\footnote{Or not.}`, 'the end. (Or not.)'],
    [raw`one\newline two\\three\\[2pt]four \noindent five`, 'one two three four five'],
    [raw`\newcommand{\x}[1]{so #1}\def\y{z}clean`, 'clean'],
    [raw`\"quoted\" words and \~8B`, '"quoted" words and ~8B'],
    [raw`\newcommand{\ours}{FoldNet}\def\eps{\varepsilon} \ours{} folds $\eps\to0$`, 'FoldNet folds ε→0'],
    [
      raw`\textquotedblleft so\textquotedblright{} it is, 5\textmu m at 25\textdegree C`,
      '“so” it is, 5µm at 25°C',
    ],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex).replace(/ +/g, ' ').trim()).toBe(text);
  });
});

describe('a formula has its blanks where they part something', () => {
  test.each([
    [
      raw`$\frac{\partial u}{\partial t} = \Delta u$, $\partial_t u$, $\|\nabla f\|$`,
      '∂u/∂t = Δu, ∂ₜu, ‖∇f‖',
    ],
    [
      raw`$\nabla_\theta \log \pi_\theta\,\|\,q$, $x_\theta y$, $\ker\varphi$`,
      '∇_θ log π_θ ‖ q, x_θ y, ker φ',
    ],
    [raw`$\frac{1}{n}\sum_{i=1}^{n}\ell(x_i)$, $\int_{\mathbb{R}^d}\hat f$`, '1/n ∑ᵢ₌₁ⁿ ℓ(xᵢ), ∫_(ℝᵈ) f̂'],
    [
      raw`$\max_{S\subset X}F(S)$, $\underset{\theta}{\max}L$, $\arg\max_\pi J$`,
      'max_(S⊂X) F(S), max_θ L, arg max_π J',
    ],
    [
      raw`$\sum_{\substack{i<n\\j<n}} x_{ij}$, $\underbrace{x+y}_{n}$, $\prescript{14}{6}{C}$`,
      '∑_(i<n,j<n) xᵢⱼ, x+y, ¹⁴₆C',
    ],
    [
      raw`FID $=1.79$, $e^{i\pi}$, $A\setminus B$, $a\asymp b$, $13$~TeV`,
      'FID = 1.79, e^(iπ), A∖B, a≍b, 13 TeV',
    ],
    [
      raw`$1.2^{+0.3}_{-0.2}\,\mathrm{TeV}$, $10^{-3}$--$10^{-5}$, $\bar\partial$`,
      '1.2^+0.3_-0.2 TeV, 10⁻³–10⁻⁵, ∂̄',
    ],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('what cannot be written in Unicode is written plainly', () => {
  test.each([
    [raw`$\mathbb{R}^{n \times d}$`, 'ℝ^(n×d)'],
    [raw`$\pi_{0.5}$, $\pi_\theta$, $\mathbb{F}_q$`, 'π_0.5, π_θ, F_q'],
    [raw`$10^{-3.5}$, $n^{0.9 + o(1)}$, $x^\infty$`, '10^-3.5, n^(0.9+o(1)), x^∞'],
    [raw`$x_{\text{train}}$, $D_{\mathrm{KL}}$, $x_{0,t}$, $x_\theta y$`, 'x_train, D_KL, x_(0,t), x_θ y'],
    ['R^{d times d}, v_{reason}, p^{1/3}, π_{0.5}', 'R^(d×d), v_reason, p^(1/3), π_0.5'],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
    expect(texToUnicode(text)).toBe(text);
  });
});

describe('what points to nothing in a mail goes', () => {
  test.each([
    [raw`pandas \citep{panda}. Bears~\cite[p.~5]{a,b}, too`, 'pandas. Bears, too'],
    [raw`bears (\cite{a}; \cite{b}) and [\cite{c}] and (see \cite{d})`, 'bears and and (see)'],
    [raw`e.g., \cite{a}, and Figure~\ref{fig:x}`, 'e.g., and Figure'],
    [raw`A title\thanks{We thank.}\label{t}\vspace{-2pt}`, 'A title'],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('a command that no table knows', () => {
  test.each([
    [
      'prints its name',
      raw`\ourmethod: \method{}, \name-trained and {\ours}`,
      'ourmethod: method, name-trained and ours',
    ],
    ['prints its argument', raw`\b{Coupled Reasoning}, \model{GPT}, $\vx{x}$`, 'Coupled Reasoning, GPT, x'],
    ['is a function of several', raw`$\loss{x}{y}$`, 'loss(x, y)'],
  ])('%s', (_name, tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('what is no TeX stays as written', () => {
  test.each([
    '$5 and $6',
    'between $5-$6, US$7 or 8$',
    'costs $25 for model_x and $30 for model_y',
    'from $1.5M to $2M, $200k–$500k, a cost of $.06',
    'it is ^_^ and [^abc] and 2 ^ 3',
    'file_name, a_b, __init__, snake_case_name',
    '<sks> {{unsubscribe_url}} {% raw %} $\u007Bx} $& $1 %recipient%',
    '{unclosed and unopened}}',
    '{-1, 0, 1} and {where}',
    'x~N(0,1), ~10%, 12~20%, ~/home',
    '--flag, a ---- b, <!-- note -->',
    "don't, the models' 5' 3'' mark",
    'sometimes 3 times',
    '$$',
  ])('%s', text => {
    expect(texToUnicode(text)).toBe(text);
  });

  test('an escaped apostrophe of a program text is no accent', () => {
    expect(texToUnicode(raw`don\'t, model\'s, they\'re`)).toBe("don't, model's, they're");
  });

  test('a price that lost its dollar gets it back', () => {
    expect(texToUnicode(raw`\1 million, \0.1, \$5; \3) next`)).toBe('$1 million, $0.1, $5; 3) next');
  });

  test('prices stay prices, however many there are', () => {
    const price = fc
      .tuple(fc.nat(9999), fc.constantFrom('', 'K', 'M', '.50', ' million', '/month'))
      .map(([n, unit]) => `$${n}${unit}`);
    const words = fc.constantFrom(
      ' and ',
      ' to ',
      ' or even ',
      ', ',
      ' per user, not ',
      '; the other costs ',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(price, words), {minLength: 1, maxLength: 6}), parts => {
        const text = `It costs ${parts.flat().join('')}more.`;
        expect(texToUnicode(text)).toBe(text);
      }),
    );
  });
});

describe('a link', () => {
  test.each([
    'https://example.org/a_b_{id}/c',
    'https://example.org/2times/3-4times/leq/emph',
    'https://example.org/~user/a--b_c%20d?x=1&y=2',
    'see github.com/owner/repo--name_x_y now',
    'www.example.org/a--b',
  ])('is never touched: %s', text => {
    expect(texToUnicode(text)).toBe(text);
  });

  test('loses the backslashes that TeX needs in it', () => {
    expect(texToUnicode(raw`\url{https://example.org/a\_b\%20c}`)).toBe('https://example.org/a_b%20c');
  });

  test('keeps its label beside it', () => {
    expect(texToUnicode(raw`\href{https://example.org/a}{the page}.`)).toBe(
      'the page (https://example.org/a).',
    );
    expect(texToUnicode('at https://example.org/a{here}.')).toBe('at here (https://example.org/a).');
  });

  test('that is its own label stands once', () => {
    expect(texToUnicode('at https://example.org/a{https://example.org/a/}.')).toBe(
      'at https://example.org/a.',
    );
    expect(texToUnicode('at https://example.org/a {example.org/a}.')).toBe('at https://example.org/a.');
  });
});
