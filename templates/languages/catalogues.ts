import {mail} from './en/mail.ts';
import {reasons} from './en/reasons.ts';
import type {LanguageCode} from './languages.ts';
import type {Translation} from './messages.ts';

/** Every message in English: the measure of the other languages. */
export const english = {...mail, ...reasons};

export type English = typeof english;

export type Catalogue = Translation<English>;

/** What each language says. What one lacks is said in English. */
const catalogues: Readonly<Record<LanguageCode, Catalogue>> = {
  en: english,
  de: {},
  fr: {},
  es: {},
  'pt-BR': {},
  'zh-Hans': {},
  ja: {},
  ko: {},
  ru: {},
  ar: {},
};

export const catalogueOf = (code: LanguageCode): Catalogue => catalogues[code];
