import {parseInstant} from './parse-instant.ts';
import {isRefusalWord} from './state-words.ts';
import {parseYesNo} from './yes-no-words.ts';

/**
 * Beginnings of words in the name of a column that may say who wants no email, in English, German, French and
 * Spanish. What may be a no is a no: such a column is understood, or the file is refused.
 */
const TELLING =
  `subscri unsub optin optout opted consent status state confirm verif blacklist blocklist block suppress
  bounc complain complaint spam donot dnc permission gdpr active inactive enabl disabl delet archiv remov
  clean cancel reject invalid undeliver deliverab unreach quit left leave leaving stop marketing
  newsletter mailing mailable contactable abuse abgemeld abmeld angemeld einwillig gesperrt aktiv inaktiv
  bestätig abonn désabonn desabonn désinscri desinscri inscri actif inactif suscri baja activo inactivo
  rebot permi austrag ausgetrag kündig kuendig widerruf storn sperr revok resili résili churn deactiv
  desactiv désactiv supprim exclu`
    .split(/\s+/)
    .filter(word => word !== '');

/** Pairs of words that tell together what neither tells alone: `opt in`, `do not email`. */
const TELLING_PAIRS = /(?:^|_)(?:opt_(?:in|out)|do_not|not_contact|no_mail|no_email|double_opt)(?:_|$)/;

/** When somebody was born, opened or bought, or whether they pay: no consent, whatever stands there. */
const HARMLESS = new RegExp(
  [
    '^(?:last|first)_(?:open|opened|click|clicked|seen|activity|active|login|order|purchase|visit|sent|email)(?:_|$)',
    '^(?:opened|clicked|birthday|birth_?date|date_of_birth|dob|geburtstag|geburtsdatum|updated(?:_at|_on)?)$',
    '^(?:last_)?(?:modified|updated|changed)(?:_at|_on|_date)?$|^(?:is_)?(?:vip|premium|paid|paying|customer)$',
  ].join('|'),
);

/** Whether the values of a column of this name need no looking at. */
export const isHarmless = (name: string): boolean => HARMLESS.test(name);

/** Whether a column of this name (as `toColumnName` writes it) may carry consent. */
export const mayCarryConsent = (name: string): boolean =>
  TELLING_PAIRS.test(name) ||
  name.split('_').some(word => TELLING.some(beginning => word.startsWith(beginning)));

/** Watches the values of one column that is not understood. */
export type ColumnWatch = {
  see(text: string): void;
  /**
   * Whether what was seen may say who wants no email: a word for it, yes and no with a no among them, or, in
   * a file of no service that is known, dates that only some have: it may be when they left.
   */
  maySayNo(): boolean;
};

export const watchColumn = ({isOfService}: {isOfService: boolean}): ColumnWatch => {
  let refusal = false;
  let onlyYesAndNo = true;
  let sawNo = false;
  let someLack = false;
  let onlyDates = true;
  let sawDate = false;
  return {
    see: text => {
      if (text === '') someLack = true;
      if (refusal || text === '') return;
      const isDate = parseInstant(text).kind !== 'unknown';
      if (isDate) sawDate = true;
      else onlyDates = false;
      if (text.split(/[,;|]/).some(isRefusalWord)) refusal = true;
      const said = parseYesNo(text);
      if (said === 'no') sawNo = true;
      if (said === 'other') onlyYesAndNo = false;
    },
    maySayNo: () => refusal || (onlyYesAndNo && sawNo) || (!isOfService && someLack && sawDate && onlyDates),
  };
};
