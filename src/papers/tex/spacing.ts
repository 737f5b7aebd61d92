const relations = '=<>≤≥≈∼≃≠≡∝∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔↦≪≫≲≳≅≺≻∣≍≐≜≔≕⪯⪰⊑⊒⊊⊋⊨⊢⊩⇌↪⇝↠⊥∥⋈';
const operators = '×·±∓+*∗÷⊗⊕⊖⊙∘∪∩∖∧∨⊔⊓⊎⋊⋉';

const afterOpening = /(?<=[([{⟨⌊⌈]) +/g;
const beforeClosing = / +(?=[)\]}⟩⌋⌉,;])/g;
// `\alpha\le 5`: the space only ends the command.
const afterCommand = new RegExp(
  `(?<=\\S[${relations}${operators}]) +|(?<=^[${relations}${operators}]) +`,
  'g',
);
const halfRelation = new RegExp(`(?<=\\S) +([${relations}])(?=[^\\s${relations}])`, 'g');
const halfOperator = new RegExp(`(?<=[\\p{L}\\p{N})\\]]) +([${operators}])(?=\\S)`, 'gu');

const script = '(?:[⁰¹²³⁴-⁾ⁱⁿᵃ-ᵿᶿʰʲ-ʳˡˢˣ₀-₎ₐ-ₜᴬ-ᵀᵢ-ᵪ]|[_^]\\((?:[^()]|\\([^()]{0,40}\\)){0,80}\\))';
// `∂ₜ u` is one sign, `∇ₓ log p` are two.
const derivative = new RegExp(`([∂∇]${script}{0,9}) +(?=\\p{L}(?!\\p{L}))`, 'gu');
// A sum or a maximum stands apart from what is summed: `1/n ∑ᵢ xᵢ`, `max_(x∈S) F(x)`.
const beforeSum = /(?<=[\p{L}\p{N})\]])(?=[∑∏∫])/gu;
const afterSum = new RegExp(
  `(?<=(?:[∑∏∫]|(?<!\\p{L})(?:min|max|sup|inf|lim|argmin|argmax))${script}{1,9})(?=[\\p{Lu}\\p{Ll}√∂∇‖⟨])`,
  'gu',
);

/**
 * A formula that has become text, with its blanks as a reader expects them. TeX's own blanks mean nothing, so
 * what the author typed on both sides of a sign stays (`α = 0.5`), and what stands on one side alone goes
 * (`α≤ 5`).
 */
export const tidyFormula = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(afterOpening, '')
    .replace(beforeClosing, '')
    .replace(halfRelation, ' $1 ')
    .replace(halfOperator, '$1')
    .replace(afterCommand, '')
    .replace(derivative, '$1')
    .replace(beforeSum, ' ')
    .replace(afterSum, ' ');

/** What stands raised or lowered, without blanks beside its signs: `n×d`. */
export const squeezeScript = (text: string): string => text.trim().replace(/ *([^\p{L}\p{N} ]) */gu, '$1');
