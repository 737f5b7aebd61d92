/**
 * A spreadsheet runs a cell that begins like a formula. An apostrophe in front makes it text; one is put in
 * front of a real apostrophe as well, so that taking it away again gives back what was there. (OWASP, CSV
 * injection.)
 */
const looksLikeFormula = /^[=+\-@\t\r\n'＝＋－＠]/;
const guarded = /^'[=+\-@\t\r\n'＝＋－＠]/;

export const guardCell = (text: string): string => (looksLikeFormula.test(text) ? `'${text}` : text);

export const unguardCell = (text: string): string => (guarded.test(text) ? text.slice(1) : text);
