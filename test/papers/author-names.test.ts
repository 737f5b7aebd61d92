import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseAuthorNames} from '../../src/papers/author-names.ts';
import {anyText} from '../support/texts/any-text.ts';

describe('the names of authors', () => {
  test.each<[string[], string[]]>([
    [['Ada Example'], ['Ada Example']],
    [['Ada Example, Bo Sample'], ['Ada Example', 'Bo Sample']],
    [['Ada Example; Bo Sample & Cy Model'], ['Ada Example', 'Bo Sample', 'Cy Model']],
    [['Ada Example, Bo Sample, and Cy Model'], ['Ada Example', 'Bo Sample', 'Cy Model']],
    [
      ['Andrew Sander', 'Sandy Ander'],
      ['Andrew Sander', 'Sandy Ander'],
    ],
    [['Santiago Ramón y Cajal'], ['Santiago Ramón y Cajal']],
    [['Ada Example et al.', 'et al', 'others', 'and others'], ['Ada Example']],
    [[':', ';', '-', '(', '...', '1'], []],
    [
      ['Sam Stone, Jr.', 'Bo Sample III', 'Cy Model', 'PhD'],
      ['Sam Stone Jr.', 'Bo Sample III', 'Cy Model PhD'],
    ],
    [['Jr.'], ['Jr.']],
    [['Example, Ada; Sample, Bo'], ['Ada Example', 'Bo Sample']],
    [['Müller, Józef'], ['Józef Müller']],
    [
      ['Gómez-Sample, Ada', 'van der Berg, Bo C.', 'Model, C. D.'],
      ['Ada Gómez-Sample', 'Bo C. van der Berg', 'C. D. Model'],
    ],
    [['Example, Ada and Sample, Bo'], ['Ada Example', 'Bo Sample']],
    [['Example, A., Sample, B. C., and Model, D.'], ['A. Example', 'B. C. Sample', 'D. Model']],
    [['Example, A., Sample, B.-C.'], ['A. Example', 'B.-C. Sample']],
    [['Stone, Jr.'], ['Stone Jr.']],
    [
      ['OpenExample, Loom Team', 'Aristotle, Plato, Ada Example'],
      ['OpenExample', 'Loom Team', 'Aristotle', 'Plato', 'Ada Example'],
    ],
    [[String.raw`Ada Example \and Bo Sample \And Cy Model`], ['Ada Example', 'Bo Sample', 'Cy Model']],
    [
      ['Dr. Ada Example', 'Prof. Dr.-Ing. Bo Sample, Dr Cy Model', 'Drew Profit'],
      ['Ada Example', 'Bo Sample', 'Cy Model', 'Drew Profit'],
    ],
    [['Dr.'], ['Dr.']],
    [['Ada Example*, Bo Sample†, Cy Model1,2'], ['Ada Example', 'Bo Sample', 'Cy Model']],
    [['ADA EXAMPLE, Maarten van der Weide'], ['ADA EXAMPLE', 'Maarten van der Weide']],
    [["Aristotle, O'Neil Sample, Zhang Wei"], ['Aristotle', "O'Neil Sample", 'Zhang Wei']],
    [
      ['Team Loom: Ada Example (MIT)', 'Bo Sample for the Weft Collaboration'],
      ['Team Loom', 'Ada Example', 'Bo Sample', 'the Weft Collaboration'],
    ],
    [['A. One (1), B. Two (1 and 2) ((1) Inst. X, (2) Inst. Y, Z)'], ['A. One', 'B. Two']],
    [['A. One [Inst. X], B. Two (open, C. Three'], ['A. One', 'B. Two open', 'C. Three']],
    [
      ['The Lantern Collaboration:', 'B. One'],
      ['The Lantern Collaboration', 'B. One'],
    ],
    [['Search and Rescue Collaboration'], ['Search and Rescue Collaboration']],
    [['B. One for the Lantern Collaboration'], ['B. One', 'the Lantern Collaboration']],
    [['B. One and C. Two on behalf of the Lantern Team'], ['B. One', 'C. Two', 'the Lantern Team']],
    [
      ['Kimi Team', 'LG AI Research'],
      ['Kimi Team', 'LG AI Research'],
    ],

    [['van van Ada, Ada Ada'], ['van van Ada', 'Ada Ada']],
    [['van der Example, Ada Maria'], ['Ada Maria van der Example']],
    [['Ada Example', 'Ada  Example '], ['Ada Example']],
  ])('of %j are %j', (texts, names) => {
    expect(parseAuthorNames(texts)).toEqual(names);
  });

  const name = fc
    .array(fc.constantFrom('Ada', 'Bo', 'Cy', 'Dé', 'Example', "O'Neil", 'van', 'Li-Wei', 'Ünal', '王'), {
      minLength: 2,
      maxLength: 4,
    })
    .map(words => words.join(' '));

  test('are the same however a list joins them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, {minLength: 1, maxLength: 8}), names => {
        const last = names.at(-1) ?? '';
        const front = names.slice(0, -1).join(', ');
        const lists = [
          names,
          [names.join(', ')],
          [names.join('; ')],
          [names.join(' and ')],
          [names.map((one, at) => `${one} (${at}, Inst. A and B)`).join(', ')],
          [`${names.join(', ')}, et al.`],
          [':', ...names, 'et al.'],
          ...(front === '' ? [] : [[`${front} and ${last}`], [`${front}, and ${last}`]]),
        ];
        expect(lists.map(parseAuthorNames)).toEqual(lists.map(() => names));
      }),
    );
  });

  test('have letters, stand once and are at most 5,000, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.array(anyText({maxLength: 40}), {maxLength: 5}), texts => {
        const names = parseAuthorNames(texts);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter(one => !/\p{L}/u.test(one))).toEqual([]);
      }),
    );
    expect(parseAuthorNames([Array.from({length: 9000}, (_, at) => `Ada E${at}`).join(',')])).toHaveLength(
      5000,
    );
    expect(parseAuthorNames(['('.repeat(500_000)])).toEqual([]);
  });
});

describe('one text with names in whatever form a title page has them', () => {
  test.each([
    ['Berg, Ludwig van der', ['Ludwig van der Berg']],
    ['van der Berg, Ludwig; de la Cruz, Ana', ['Ludwig van der Berg', 'Ana de la Cruz']],
    ['de la Cruz, Ana María', ['Ana María de la Cruz']],
    ['King, Martin Luther, Jr.', ['Martin Luther King Jr.']],
    ['Stone, Sam, Jr.; Field, Ann', ['Sam Stone Jr.', 'Ann Field']],
    ['李明, 王芳、张伟；김철수', ['李明', '王芳', '张伟', '김철수']],
    ['Ada Example$^{1}$, Bo Sample$^{2,*}$', ['Ada Example', 'Bo Sample']],
    [String.raw`Ada Example\thanks{Equal, so}, Bo Sample\textsuperscript{1,2}`, ['Ada Example', 'Bo Sample']],
    ['Ada Example¹, Bo Sample²', ['Ada Example', 'Bo Sample']],
    ['Ada Example, on behalf of the Folding Collaboration', ['Ada Example', 'the Folding Collaboration']],
    ['Ada Example <ada@example.org>, Bo Sample', ['Ada Example', 'Bo Sample']],
    ['Ada Example ORCID: 0000-0001-2345-6789', ['Ada Example']],
    ['Ada Example, University of Folding, Boat Institute of Technology', ['Ada Example']],
    ['Suharto, Madonna, and Cher', ['Suharto', 'Madonna', 'Cher']],
    ['EXAMPLE, ADA; SAMPLE, BO', ['ADA EXAMPLE', 'BO SAMPLE']],
    ['O’Brien, Seán', ['Seán O’Brien']],
    ['Иванов, И. И.; Петров, П. П.', ['И. И. Иванов', 'П. П. Петров']],
  ])('%s', (text, names) => {
    expect(parseAuthorNames([text])).toEqual(names);
  });
});
