/** A language that pages, mails and letters can be read in. */
export type Language = {
  /** As BCP 47 writes it; also what is kept of a subscriber's choice. */
  code: string;
  /** What its readers call it. */
  name: string;
  dir: 'ltr' | 'rtl';
  /** What `Intl` is asked for: days are those of the Gregorian calendar and digits 0 to 9 everywhere. */
  locale: string;
  /** Whether somebody who grew up with it has read the translation. */
  isReviewed: boolean;
};

/** Those that readers can choose, in the order in which they are offered. English is the measure of all. */
export const languages = [
  {code: 'en', name: 'English', dir: 'ltr', locale: 'en-GB', isReviewed: true},
  {code: 'de', name: 'Deutsch', dir: 'ltr', locale: 'de-DE', isReviewed: false},
  {code: 'fr', name: 'Français', dir: 'ltr', locale: 'fr-FR', isReviewed: false},
  {code: 'es', name: 'Español', dir: 'ltr', locale: 'es-ES', isReviewed: false},
  {code: 'pt-BR', name: 'Português (Brasil)', dir: 'ltr', locale: 'pt-BR', isReviewed: false},
  {code: 'ja', name: '日本語', dir: 'ltr', locale: 'ja-JP', isReviewed: false},
  {code: 'ko', name: '한국어', dir: 'ltr', locale: 'ko-KR', isReviewed: false},
  {code: 'ru', name: 'Русский', dir: 'ltr', locale: 'ru-RU', isReviewed: false},
  {code: 'zh-Hans', name: '简体中文', dir: 'ltr', locale: 'zh-Hans-CN', isReviewed: false},
  {code: 'ar', name: 'العربية', dir: 'rtl', locale: 'ar-u-ca-gregory-nu-latn', isReviewed: false},
] as const satisfies readonly Language[];

export type LanguageCode = (typeof languages)[number]['code'];

export const DEFAULT_LANGUAGE: LanguageCode = 'en';

export const languageCodes: readonly LanguageCode[] = languages.map(({code}) => code);

export const isLanguageCode = (text: string): text is LanguageCode =>
  languageCodes.some(code => code === text);

/**
 * The language that a tag asks for, `pt-BR` or `PT_br`, else one of the same first part, as for `zh-TW`; null
 * for a language that there is none of.
 */
export const findLanguage = (tag: string): LanguageCode | null => {
  const wanted = tag.trim().replaceAll('_', '-').toLowerCase();
  const exact = languageCodes.find(code => code.toLowerCase() === wanted);
  const [first] = wanted.split('-');
  return exact ?? languageCodes.find(code => code.toLowerCase().split('-')[0] === first) ?? null;
};

/** Browsers send a handful; a longer header is not read to its end. */
const MAX_HEADER_LENGTH = 500;

/**
 * The first language that an Accept-Language header prefers and there is (RFC 9110 section 12.5.4); null
 * where there is none. What is refused (`q=0`) and `*` name none.
 */
export const preferredLanguage = (header: string): LanguageCode | null => {
  const wanted = header
    .slice(0, MAX_HEADER_LENGTH)
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.split(';');
      const weight = parameters.map(one => /^\s*q=([\d.]+)\s*$/i.exec(one)?.[1]).find(Boolean);
      return {tag, weight: weight === undefined ? 1 : Number(weight)};
    })
    .filter(({weight}) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const {tag} of wanted) {
    const found = findLanguage(tag);
    if (found) return found;
  }
  return null;
};
