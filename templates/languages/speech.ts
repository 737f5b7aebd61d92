import {catalogueOf} from './catalogues.ts';
import {type Catalogue, type English, english} from './english.ts';
import {type Language, type LanguageCode, languages} from './languages.ts';
import {isPlural, type Message, textOf, type ValuesOf} from './messages.ts';

export type MessageKey = keyof English;

/** Says a message with its values; the compiler asks for each, by name. */
export type Say = <Key extends MessageKey>(
  key: Key,
  ...values: keyof ValuesOf<English[Key]> extends never ? [] : [values: ValuesOf<English[Key]>]
) => string;

/** How a language says what the product has to say. Nothing is escaped: values are as they were given. */
export type Speech = {
  language: Language;
  say: Say;
  /** The same in pieces, for a sentence in which something else than text stands. */
  sayInParts: (key: MessageKey, values: Readonly<Record<string, string | number>>) => Part[];
  /** `a`, `a and b`, `a, b and c`. */
  list: (names: readonly string[]) => string;
  /** What stands before each of so many names where `list` joins them: '', `, `, ` and `. */
  joints: (count: number) => string[];
  /** `1,234`. */
  number: (value: number) => string;
  /** With a capital first letter, where the language has one. */
  sentence: (text: string) => string;
};

/** A piece of a message: text, or the name of a value that was not given. */
export type Part = {text: string} | {slot: string};

/** What stands around a value that runs in another direction than the sentence (Unicode UAX 9). */
const ISOLATED = {ltr: ['', ''], rtl: ['\u2068', '\u2069']} as const;

/** A language by its own messages, and what says those that it lacks. */
export const makeSpeech = (language: Language, catalogue: Catalogue, otherwise?: Speech): Speech => {
  const rules = new Intl.PluralRules(language.locale);
  const numbers = new Intl.NumberFormat(language.locale);
  const names = new Intl.ListFormat(language.locale);
  const [open, close] = ISOLATED[language.dir];
  const isolated = (value: string) => (value === '' ? '' : `${open}${value}${close}`);
  const messages: Readonly<Record<string, Message | undefined>> = catalogue;
  const printed = (value: string | number): string =>
    typeof value === 'number' ? numbers.format(value) : isolated(value);

  const sayInParts: Speech['sayInParts'] = (key, values) => {
    const message = messages[key];
    if (message === undefined) return otherwise?.sayInParts(key, values) ?? [];
    return partsOf(textFor(message, rules, values.n)).map(part => {
      if ('text' in part) return part;
      const value = values[part.slot];
      return value === undefined ? part : {text: printed(value)};
    });
  };
  const speech: Speech = {
    language,
    say: (key, ...[values]) =>
      sayInParts(key, values ?? {})
        .map(part => ('text' in part ? part.text : ''))
        .join(''),
    sayInParts,
    list: words => names.format(words.map(isolated)),
    joints: count => {
      const parts = names.formatToParts(Array.from({length: count}, () => '-'));
      const before: string[] = [];
      let joint = '';
      for (const {type, value} of parts) {
        if (type === 'literal') joint += value;
        else {
          before.push(joint);
          joint = '';
        }
      }
      return before;
    },
    number: value => numbers.format(value),
    sentence: text => {
      const [first = ''] = text;
      return first.toLocaleUpperCase(language.locale) + text.slice(first.length);
    },
  };
  return speech;
};

const textFor = (message: Message, rules: Intl.PluralRules, n: string | number | undefined): string => {
  if (!isPlural(message)) return textOf(message);
  return textOf(message[rules.select(Number(n ?? 0))] ?? message.other);
};

/** `{name}` is a place; nothing else in a message has a meaning. */
const partsOf = (text: string): Part[] =>
  text
    .split(/\{(\w+)\}/)
    .map((part, place) => (place % 2 === 0 ? {text: part} : {slot: part}))
    .filter(part => !('text' in part) || part.text !== '');

const known = new Map<LanguageCode, Speech>();

/** The speech of a language that readers can choose. */
export const speechIn = (code: LanguageCode): Speech => {
  const made =
    known.get(code) ??
    makeSpeech(languageOf(code), catalogueOf(code), code === 'en' ? undefined : speechIn('en'));
  known.set(code, made);
  return made;
};

/** What operators read: their pages, the commands and the log are in English. */
export const englishSpeech = (): Speech => speechIn('en');

export const languageOf = (code: LanguageCode): Language => {
  const found = languages.find(language => language.code === code);
  if (!found) throw new Error(`${code} is not a language of readers`);
  return found;
};

/** The messages that a language lacks and says in English. */
export const missingMessages = (code: LanguageCode): string[] => missingIn(catalogueOf(code));

/** The keys that a catalogue lacks. */
export const missingIn = (catalogue: Catalogue): string[] => {
  const own: Readonly<Record<string, unknown>> = catalogue;
  return Object.keys(english).filter(key => own[key] === undefined);
};
