import {archive} from './en/archive.ts';
import {frame} from './en/frame.ts';
import {letters} from './en/letters.ts';
import {library} from './en/library.ts';
import {mail} from './en/mail.ts';
import {privacy} from './en/privacy.ts';
import {reasons} from './en/reasons.ts';
import {settings} from './en/settings.ts';
import {subscription} from './en/subscription.ts';
import type {LanguageCode} from './languages.ts';
import type {Translation} from './messages.ts';

/** Every message in English: the measure of the other languages. */
export const english = {
  ...archive,
  ...frame,
  ...letters,
  ...library,
  ...mail,
  ...privacy,
  ...reasons,
  ...settings,
  ...subscription,
};

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
