import {catalogueOf} from '../../../templates/languages/catalogues.ts';
import {type Catalogue, english} from '../../../templates/languages/english.ts';
import type {LanguageCode} from '../../../templates/languages/languages.ts';
import {languageOf, makeSpeech, type Speech, speechIn} from '../../../templates/languages/speech.ts';
import type {Fragments} from '../fragments.ts';

/**
 * The messages that mails are finished with stand beside the fragments: a translation that is mended while an
 * edition goes out changes no mail of it, whose bytes a retry must make again.
 */

/** Messages that are said when a mail is joined from its fragments; the others are in them. */
const LATE = new RegExp(
  [
    '^(?:quoted|count\\.more|label\\.|avoided\\.|news\\.',
    'reason\\.(?!place|tied|new|readers|followers|late|suggested|risen|picked|withdrawn)',
    'mail\\.(?:count|own|next|more|titleAndMore|forYou|invitation|week\\.(?:count|five|yourFive)))',
  ].join('|'),
);

/** What is kept of a language's messages. What it lacks is kept in English. */
export const frozenWords = (code: LanguageCode): Catalogue => {
  const own = {...english, ...catalogueOf(code)};
  return Object.fromEntries(Object.entries(own).filter(([key]) => LATE.test(key)));
};

const made = new WeakMap<Fragments, Speech>();

/** The language of fragments with the messages that they were compiled with. */
export const frozenSpeech = (fragments: Fragments): Speech => {
  const {language = 'en', words} = fragments;
  if (!words) return speechIn('en');
  const speech = made.get(fragments) ?? makeSpeech(languageOf(language), words, speechIn(language));
  made.set(fragments, speech);
  return speech;
};
