import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseArxivAnswer} from '../../../../src/papers/sources/arxiv/arxiv-answer.ts';

const at = Date.parse('2026-03-13T00:10:00Z');

const entry = (inside: string): string =>
  '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">' +
  `<entry>${inside}</entry></feed>`;

const rss = (items: string): string =>
  `<?xml version='1.0'?><rss xmlns:arxiv="http://arxiv.org/schemas/atom"
  xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
  <title>cs.AI updates</title>${items}</channel></rss>`;

describe('a hostile answer', () => {
  test('never makes it throw', () => {
    const pieces = fc.constantFrom(
      ...[
        '<entry>',
        '</entry>',
        '<title>',
        '</title>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '&',
        '&#x110000;',
        '<?',
        '"',
      ],
      ...[
        '<id>http://arxiv.org/abs/2503.08120v1</id>',
        '<published>2025-03-11T07:30:00Z</published>',
        ' xmlns="',
        '/>',
      ],
    );
    const inside = fc.array(fc.oneof(pieces, fc.string()), {maxLength: 40}).map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(inside, inside.map(entry), inside.map(rss)), text => {
        const answer = parseArxivAnswer(text, {day: null, at});
        if (answer.kind === 'failed') expect(answer.reason).not.toContain('\n');
      }),
      {numRuns: 200},
    );
  });

  test.each([
    ['open brackets', '<'],
    ['ampersands', '&a'],
    ['spaces in a tag', '<a '],
    ['comments', '<!--'],
  ])('of 300 kB of %s is refused', (_, piece) => {
    const text = entry(piece.repeat(300_000 / piece.length));
    expect(parseArxivAnswer(text, {day: null, at}).kind).toBe('failed');
  });
});
