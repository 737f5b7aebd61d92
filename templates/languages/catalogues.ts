import {ar} from './ar/catalogue.ts';
import {de} from './de/catalogue.ts';
import {type Catalogue, english} from './english.ts';
import {es} from './es/catalogue.ts';
import {fr} from './fr/catalogue.ts';
import {ja} from './ja/catalogue.ts';
import {ko} from './ko/catalogue.ts';
import type {LanguageCode} from './languages.ts';
import {ptBR} from './pt-BR/catalogue.ts';
import {ru} from './ru/catalogue.ts';
import {zhHans} from './zh-Hans/catalogue.ts';

/** What each language says. What one lacks is said in English. */
const catalogues: Readonly<Record<LanguageCode, Catalogue>> = {
  en: english,
  de: de,
  fr: fr,
  es: es,
  'pt-BR': ptBR,
  ja: ja,
  ko: ko,
  ru: ru,
  'zh-Hans': zhHans,
  ar: ar,
};

export const catalogueOf = (code: LanguageCode): Catalogue => catalogues[code];
