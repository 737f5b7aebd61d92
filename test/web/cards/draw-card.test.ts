import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Card} from '../../../src/web/cards/card.ts';
import {type CardFont, loadCardFont} from '../../../src/web/cards/card-font.ts';
import {breakLines} from '../../../src/web/cards/card-lines.ts';
import {blankPixels, fillOutline, LEVELS} from '../../../src/web/cards/card-pixels.ts';
import {drawCard} from '../../../src/web/cards/draw-card.ts';
import {readPng} from '../../support/pictures/png.ts';
import {anyText} from '../../support/texts/any-text.ts';

let font: CardFont;
beforeAll(async () => {
  font = await loadCardFont();
});

const plain: Card = {name: 'Paperboy', corner: '', heading: '', otherwise: '', lines: [], facts: ''};
const draw = (card: Partial<Card>) => drawCard(font, {...plain, ...card});

describe('what a card cannot write', () => {
  test.each([
    ['Chinese', '大规模语言模型'],
    ['Arabic', 'نموذج لغوي كبير'],
    ['Hebrew', 'שלום'],
    ['an emoji', 'Boats 🚢'],
    ['half a letter', 'Boats \ud83d'],
    ['a mark that no letter takes', 'q\u0308\u0308'],
  ])('is left out and not shown as boxes: %s', async (_, text) => {
    const only = {heading: text, lines: [text], facts: text, corner: text};
    expect((await draw(only)).equals(await draw({}))).toBe(true);
    const instead = await draw({heading: 'arXiv 2603.10000'});
    expect((await draw({heading: text, otherwise: 'arXiv 2603.10000'})).equals(instead)).toBe(true);
    expect(readPng(instead).inked).toBeGreaterThan(readPng(await draw({})).inked);
  });

  test('are few: letters of Europe, Greek, Cyrillic and small and high digits have their shapes', () => {
    for (const text of ['Fréchet Łukasiewicz Đặng', 'α-β λΩ × ±', 'Привет', '“quotes” — … x² H₂O'])
      expect([text, font.canWrite(text.normalize('NFC'))]).toEqual([text, true]);
  });

  test('a letter and its mark are one letter, where there is one', () => {
    expect(font.canWrite('e\u0301')).toBe(false);
    expect(font.canWrite('e\u0301'.normalize('NFC'))).toBe(true);
  });
});

test('any text makes a card, and the same one again', async () => {
  const text = fc.oneof(anyText({maxLength: 200}), fc.string({maxLength: 900}));
  await fc.assert(
    fc.asyncProperty(text, text, async (heading, line) => {
      const card = {...plain, heading, lines: [line, line], facts: line, corner: line};
      expect((await drawCard(font, card)).equals(await drawCard(font, card))).toBe(true);
    }),
    {numRuns: 15},
  );
});

describe('lines', () => {
  const broken = (text: string, most = 2) =>
    breakLines(text, {width: 20, most, measure: line => line.length});

  test('break between words', () => {
    expect(broken('Folding paper boats in rough water')).toEqual(['Folding paper boats', 'in rough water']);
  });

  test('end in … at a word where there is no room for all', () => {
    expect(broken('Folding paper boats in rough waters, and how')).toEqual([
      'Folding paper boats',
      'in rough waters…',
    ]);
  });

  test('break a word that is longer than a line', () => {
    expect(broken('A'.repeat(50))).toEqual(['A'.repeat(20), `${'A'.repeat(19)}…`]);
  });

  test('are never wider than they may be, never too many, and lose nothing without saying so', () => {
    const words = fc.array(
      fc.string({unit: fc.constantFrom('a', 'b', 'é', '.', '𝔽', '-'), minLength: 1, maxLength: 30}),
    );
    fc.assert(
      fc.property(words, fc.integer({min: 1, max: 4}), (all, most) => {
        const text = all.join(' ');
        const lines = broken(text, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
        const kept = lines.join('').replaceAll(' ', '') === text.replaceAll(' ', '');
        expect(kept || (lines.at(-1)?.endsWith('…') ?? false)).toBe(true);
      }),
    );
  });
});

describe('an outline', () => {
  const square = (left: number, top: number, side: number) =>
    [
      {type: 'M', x: left, y: top},
      {type: 'L', x: left + side, y: top},
      {type: 'L', x: left + side, y: top + side},
      {type: 'L', x: left, y: top + side},
      {type: 'Z'},
    ] as const;
  const filled = (left: number, top: number, side: number) => {
    const pixels = blankPixels(8, 8);
    fillOutline(pixels, [...square(left, top, side)], 1);
    return pixels.places;
  };

  test('fills the pixels within, and those at its edge by as much as it covers', () => {
    const places = filled(1.5, 1, 2);
    const full = LEVELS + LEVELS - 1;
    const half = LEVELS + Math.round((LEVELS - 1) / 2);
    expect([...places.subarray(8, 16)]).toEqual([0, half, full, half, 0, 0, 0, 0]);
    expect([...places.subarray(24, 32)]).toEqual(Array.from({length: 8}, () => 0));
  });

  test('covers as much as its area, wherever it lies', () => {
    const place = fc.double({min: 0, max: 3, noNaN: true});
    fc.assert(
      fc.property(place, place, fc.double({min: 0.5, max: 2.9, noNaN: true}), (left, top, side) => {
        const covered = filled(left, top, side).reduce((sum, at) => sum + (at % LEVELS), 0) / (LEVELS - 1);
        expect(Math.abs(covered - side * side)).toBeLessThan(0.2);
      }),
    );
  });

  test('that stands out of the picture is left out', () => {
    expect(filled(-1, 2, 3).every(place => place === 0)).toBe(true);
    expect(filled(7, 2, 3).every(place => place === 0)).toBe(true);
  });
});
