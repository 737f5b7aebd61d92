import {expect, test} from 'vitest';
import {pageStyle} from '../../../src/web/look/style.ts';
import {ourAccents} from '../../../templates/theme.ts';

const MOVES = /scroll-behavior|transition|animation|@keyframes/;

test('nothing moves on a page for who asks for less motion', () => {
  const style = pageStyle(ourAccents);
  const calm = style.replace(/@media \(prefers-reduced-motion:no-preference\)\{(?:[^{}]*\{[^{}]*\})*\}/g, '');
  expect(style).toMatch(MOVES);
  expect(calm).not.toMatch(MOVES);
});
