import {expect, test} from 'vitest';
import {catalogueOf} from '../../templates/languages/catalogues.ts';
import {english} from '../../templates/languages/english.ts';
import {findLanguage, languages, preferredLanguage} from '../../templates/languages/languages.ts';
import {isPlural, type Message, type Text, textOf} from '../../templates/languages/messages.ts';
import {
  languageOf,
  makeSpeech,
  missingIn,
  missingMessages,
  speechIn,
} from '../../templates/languages/speech.ts';

const slotsIn = (text: Text): string[] =>
  [...textOf(text).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

const messagesOf = (code: (typeof languages)[number]['code']): [string, Message, Message][] =>
  Object.entries(english).map(([key, of]) => {
    const own: Readonly<Record<string, Message | undefined>> = catalogueOf(code);
    return [key, of, own[key] ?? of];
  });

const textsOf = (message: Message): string[] =>
  isPlural(message) ? Object.values(message).map(textOf) : [textOf(message)];

test.each(languages)('$code says everything', ({code}) => {
  expect(missingMessages(code)).toEqual([]);
});

test('what a catalogue lacks is said in English, and counted', () => {
  const {'mail.summaries': _, 'mail.othersNew': __, ...others} = catalogueOf('de');
  const german = makeSpeech(languageOf('de'), others, speechIn('en'));
  expect(german.say('mail.summaries')).toBe(speechIn('en').say('mail.summaries'));
  expect(german.say('mail.othersUpvoted')).toBe(speechIn('de').say('mail.othersUpvoted'));
  expect(missingIn(others)).toEqual(['mail.summaries', 'mail.othersNew']);
});

test.each(languages)('$code names the values that English names, and no others', ({code}) => {
  const wrong = messagesOf(code).filter(([, of, own]) => {
    if (!isPlural(of) || !isPlural(own))
      return isPlural(of) !== isPlural(own) || slotsIn(of as Text).join() !== slotsIn(own as Text).join();
    const needed = slotsIn(of.other).filter(name => name !== 'n');
    // A form for one or two may say the number in words.
    return Object.values(own).some(
      form =>
        slotsIn(form)
          .filter(name => name !== 'n')
          .join() !== needed.join(),
    );
  });
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test.each(languages)(
  '$code has each form of its plural, and none that it does not know',
  ({code, locale}) => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const wrong = messagesOf(code).filter(
      ([, , own]) => isPlural(own) && Object.keys(own).toSorted().join() !== categories.join(),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  },
);

test.each(languages)('$code has no markup, and bold in pairs', ({code}) => {
  const wrong = messagesOf(code).filter(([, , own]) =>
    textsOf(own).some(text => /[<>&]/.test(text) || text.split('*').length % 2 === 0),
  );
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['pt-PT', 'pt-BR'],
  ['ZH_tw', 'zh-Hans'],
  ['nl', null],
  ['', null],
])('the tag %j asks for %j', (tag, code) => {
  expect(findLanguage(tag)).toBe(code);
});

test.each([
  ['de-CH, fr;q=0.8', 'de'],
  ['nl, fr;q=0.8, de;q=0.9', 'de'],
  ['de;q=0, *', null],
  ['x'.repeat(10_000), null],
  [';;;q=,,', null],
])('of %s the first that there is counts', (header, code) => {
  expect(preferredLanguage(header)).toBe(code);
});

test('plurals are those of the language, and numbers are written as it writes them', () => {
  const arabic = speechIn('ar');
  expect([1, 2, 5, 11, 100].map(n => arabic.say('count.papers', {n}))).toEqual([
    'ورقة واحدة',
    'ورقتان',
    '5 أوراق',
    '11 ورقة',
    '100 ورقة',
  ]);
  expect(speechIn('de').say('count.upvotes', {n: 1234})).toBe('1.234 Stimmen');
  expect([1, 2, 5, 21, 112].map(n => speechIn('ru').say('count.papers', {n}))).toEqual([
    '1 статья',
    '2 статьи',
    '5 статей',
    '21 статья',
    '112 статей',
  ]);
});

test('what a language lacks is said in English', () => {
  const bare = makeSpeech({...languages[1]}, {}, speechIn('en'));
  expect(bare.say('frame.search')).toBe('Search');
});

test('a value that runs the other way cannot reorder the sentence around it', () => {
  expect(speechIn('ar').say('reason.follow', {name: 'Ada Example'})).toContain('\u2068Ada Example\u2069');
  expect(speechIn('en').say('reason.follow', {name: 'Ada Example'})).toBe('you follow Ada Example');
});
