import fc from 'fast-check';
import {expect, test} from 'vitest';
import {topicIndex} from '../../../src/ranking/topics/topics.ts';
import {anyText} from '../../support/texts/any-text.ts';
import {isAbout, textOf} from './topic-texts.ts';

test('every run of whole words of a title is a topic of it', () => {
  const word = fc.stringMatching(/^[a-zA-Zà-öø-ÿА-я0-9]{1,8}$/);
  const someWords = fc.array(word, {minLength: 1, maxLength: 8});
  fc.assert(
    fc.property(someWords, fc.nat(), fc.nat(), (words, from, length) => {
      const start = from % words.length;
      const run = words.slice(start, start + 1 + (length % (words.length - start)));
      // A single C or R, with an accent too, is a programming language.
      fc.pre(run.join('').length > 1);
      expect(isAbout(words.join(' '), run.join('-'))).toBe(true);
    }),
  );
});

test('no text breaks it, neither as a paper nor as a topic', () => {
  const someText = anyText({maxLength: 40});
  fc.assert(
    fc.property(someText, someText, someText, (title, abstract, topic) => {
      const index = topicIndex([textOf(title, {abstract, keywords: [topic]})]);
      expect([[], [0]]).toContainEqual(index.placesOf(topic));
      expect(index.placesOf(topic)).toEqual(index.placesOf(topic));
    }),
  );
});

const MORE_THAN_REMEMBERED = 20_100;

const places = (from: number, upTo: number) => Array.from({length: upTo - from}, (_, place) => from + place);

test('ten thousand topics are each answered as one alone would be, and so are more than it remembers', () => {
  const index = topicIndex(Array.from({length: 20}, (_, place) => textOf(`Topic${place} of the day`)));
  const [first, others] = [places(0, 20), places(20, MORE_THAN_REMEMBERED)];
  expect(first.map(topic => index.placesOf(`topic${topic}`))).toEqual(first.map(topic => [topic]));
  expect(others.filter(topic => index.placesOf(`topic${topic}`).length > 0)).toEqual([]);
  expect(index.placesOf('topic7')).toEqual([7]);
  expect(index.placesOf('of the day')).toHaveLength(20);
});
