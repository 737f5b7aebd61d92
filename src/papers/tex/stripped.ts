/**
 * Gives back what a text lost on its way: Hugging Face prints formulas without dollars and backslashes
 * (`360^circ`, `8.83times`, `{sim}20%`, `{bf so}`, `\0.1` for a price), others double the backslash. Only
 * forms that no prose has.
 */
export const restoreStripped = (text: string): string =>
  restoreInScripts(text)
    .replace(/\\\\(?=[%&_#$]|[a-zA-Z]{2,20}\{)/g, '\\')
    .replace(/\\(?=\d[\d.,]{0,12}(?![\d.,)]))/g, '\\$')
    .replace(/\^(?:circ(?![a-z])|\{circ\})/g, '^\\circ{}')
    .replace(/\{(sim|approx|times|deg)\}/g, '{\\$1}')
    .replace(/(?<=(?:^|[\s(~≈}^–])(?:\d{1,4}--?)?\d{1,9}(?:[.,]\d{1,9})?)times(?![a-z])/g, '\\times{}')
    .replace(/(?<=^|[\s(])(leq|geq|neq|infty|propto|cdot|rightarrow|leftarrow)(?=[\s,;)\d]|$)/g, '\\$1')
    .replace(
      /(?<=^|[\s($])(mathcal|mathbb|mathbf|mathrm|textbf|textit|texttt|textsc|emph)(?=\{[^\s{}])/g,
      '\\$1',
    )
    .replace(/\{(bf|it|em)(?= [^\s{}])/g, '{\\$1');

// Looking back at every space costs more than all the rest, and most texts have no script.
const restoreInScripts = (text: string): string =>
  /[\^_]\{/.test(text)
    ? text.replace(/(?<=[\^_]\{[^{}\\]{1,20}) (times|cdot|pm|leq|geq|to) (?=[^{}\\]{1,20}\})/g, ' \\$1 ')
    : text;
