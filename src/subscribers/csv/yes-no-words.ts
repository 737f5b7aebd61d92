const YES = new Set('true;yes;y;1;t;on;x;ja;oui;sí;si;vrai;wahr;verdadero'.split(';'));
const NO = new Set('false;no;n;0;f;off;nein;non;faux;falsch;falso'.split(';'));

/** What stands in an empty cell of some exports. */
const NOTHING = /^(?:|null|none|never|n\/a|na|nan|nil|-|undefined|0000-00-00.*|\\n)$/;

/** A yes or no; `other` is anything that is neither, such as a date. */
export const parseYesNo = (text: string): 'yes' | 'no' | 'nothing' | 'other' => {
  const word = text.normalize('NFC').trim().toLowerCase();
  if (YES.has(word)) return 'yes';
  if (NO.has(word)) return 'no';
  return NOTHING.test(word) ? 'nothing' : 'other';
};
