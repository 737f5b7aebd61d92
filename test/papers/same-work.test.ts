import {expect, test} from 'vitest';
import {isSameWork} from '../../src/papers/same-work.ts';

const trains =
  'We propose a method for trains on mountain railways, with results that show how they run in winter.';
const whales =
  'This book collects songs of whales that were recorded under ice by several people over years.';

test.each([
  ['the same words', {abstract: trains}, {abstract: trains}, true],
  ['other words', {abstract: trains}, {abstract: whales}, false],
  ['a part of the words', {abstract: trains}, {abstract: trains.slice(0, 60)}, true],
  ['no words on one side', {abstract: trains}, {abstract: ''}, true],
  ['hardly any words on one side', {abstract: trains}, {abstract: 'We study cats.'}, true],
  ['an author in common', {authors: ['Ada Example', 'Bo']}, {authors: ['A. Example']}, true],
  ['other authors', {authors: ['Ada Example']}, {authors: ['Bo Sample'], abstract: trains}, false],
  ['authors on one side', {authors: ['Ada Example']}, {}, true],
  [
    'an author in common and other words',
    {authors: ['Bo Sample'], abstract: trains},
    {authors: ['Bo Sample'], abstract: whales},
    false,
  ],
])('two papers of a title with %s', (_, one, other, isSame) => {
  const said = {authors: [], abstract: ''};
  expect(isSameWork({...said, ...one}, {...said, ...other})).toBe(isSame);
  expect(isSameWork({...said, ...other}, {...said, ...one})).toBe(isSame);
});
