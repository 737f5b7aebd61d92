import {describe, expect, test} from 'vitest';
import {matchWords} from '../../src/search/match-words.ts';
import {parseQuery} from '../../src/search/query.ts';
import {openWordIndex} from '../../src/search/word-index.ts';
import {textOf} from './texts.ts';

/** Papers of which each class of query has one to find and others to mistake it for. */
const PAPERS = [
  {title: 'Quill2.5-VL Technical Report', abstract: 'We present a report.'},
  {title: 'QuillGPT-4o System Card', abstract: 'We present a card.'},
  {title: 'Sparse Scoring at Speed', authors: ['Xi Han Lu', 'Ada M. Weaver', 'Jean-Pierre Loom']},
  {
    title: 'A Big Report',
    authors: [
      'Wei Lu',
      'Xi Wang',
      'Bo Han',
      'Han Han',
      'Lu Lu',
      'Xi Xi',
      'Ada Loom',
      'Jean Weaver',
      'Pierre Li',
    ],
  },
  {title: 'Writing C++ with Care', abstract: 'A C++ writer.'},
  {title: 'Writing C# with Care', abstract: 'A C# writer.'},
  {title: 'Vitamin C in Apples', abstract: 'C and C and C again.'},
  {
    title: 'Aligning an image with its text',
    abstract: 'An image to a text and text to an image. Image and text to image of text.',
  },
  {title: 'Faster Text-to-Image Models', abstract: 'A faster model of that kind.'},
  {title: 'Alpaca 3 in the Hills', abstract: 'It runs.'},
  {title: 'Three Alpacas', abstract: 'The alpaca has 3 feet and 30 hairs. Another alpaca has 4 and 3.'},
  {title: 'Zero-Shot Weaving', abstract: 'No thread was seen.'},
  {title: 'The TerraLoom Atlas', abstract: 'Maps of cloth.'},
  {title: 'Terra nova', abstract: 'A loom of old stands there.'},
  {title: 'Weft: Threads of Sound', abstract: 'On music.'},
  {title: 'Weft and warp, weft by weft', abstract: 'Weft, weft and weft.', keywords: ['weft']},
  {title: 'Hyperloom', abstract: 'Looms and hyperlooms.'},
  {title: 'Hyperlooms', abstract: 'A loom.'},
  {
    title: 'On patterns of silk',
    abstract: 'Silk has many uses. It is dyed. Then, at last, one finds patterns.',
  },
  {
    title: 'On uses of wool',
    abstract: 'Silk patterns are rare. Wool has many uses. It is dyed, and dyed again.',
  },
].map((changes, nth) => textOf(nth, changes));

const index = openWordIndex();
for (const paper of PAPERS) index.put(paper, '2026-03-12');

const find = (typed: string) => {
  const query = parseQuery(typed);
  const matches = matchWords(index, query.kind === 'terms' ? query.terms : []);
  return {...matches, titles: matches.places.map(place => PAPERS[place]?.title)};
};

describe('a search puts first', () => {
  test.each([
    ['Xi Han Lu', 'Sparse Scoring at Speed'],
    ['lu, xi han', 'Sparse Scoring at Speed'],
    ['Ada Weaver', 'Sparse Scoring at Speed'],
    ['Weaver, A.', 'Sparse Scoring at Speed'],
    ['A. M. Weaver', 'Sparse Scoring at Speed'],
    ['J. Weaver', 'A Big Report'],
    ['jean pierre loom', 'Sparse Scoring at Speed'],
    ['JeanPierre Loom', 'Sparse Scoring at Speed'],
    ['gpt4o', 'QuillGPT-4o System Card'],
    ['GPT-4o', 'QuillGPT-4o System Card'],
    ['quillgpt4o', 'QuillGPT-4o System Card'],
    ['quill 2.5 vl', 'Quill2.5-VL Technical Report'],
    ['quill25vl', 'Quill2.5-VL Technical Report'],
    ['Quill2', 'Quill2.5-VL Technical Report'],
    ['alpaca3', 'Alpaca 3 in the Hills'],
    ['zeroshot', 'Zero-Shot Weaving'],
    ['zero shot', 'Zero-Shot Weaving'],
    ['text-to-image', 'Faster Text-to-Image Models'],
    ['text to image', 'Faster Text-to-Image Models'],
    ['"text to image models"', 'Faster Text-to-Image Models'],
    ['C++', 'Writing C++ with Care'],
    ['c#', 'Writing C# with Care'],
    ['C', 'Vitamin C in Apples'],
    ['terra loom', 'The TerraLoom Atlas'],
    ['terraloom', 'The TerraLoom Atlas'],
    ['weft', 'Weft: Threads of Sound'],
    ['hyperlooms', 'Hyperlooms'],
    ['hyperloom', 'Hyperloom'],
    ['patterns silk', 'On patterns of silk'],
    ['wool many uses', 'On uses of wool'],
  ])('for %s: %s', (typed, title) => {
    expect(find(typed).titles[0]).toBe(title);
  });

  test.each(PAPERS.map(({title}) => title))('its own paper for the whole title %s', title => {
    for (const typed of [title, title.toLowerCase(), `"${title}"`]) expect(find(typed).titles[0]).toBe(title);
  });
});

describe('a search finds', () => {
  test('a phrase in quotes only as it stands', () => {
    expect(find('"image models"').titles).toEqual(['Faster Text-to-Image Models']);
    expect(find('"models image"').titles).toEqual([]);
    expect(find('"silk patterns" wool nowhere').titles).toEqual(['On uses of wool']);
    expect(find('wool uses "nowhere at all"').titles).toEqual([]);
    expect(find('"weav"').titles).toEqual([]);
  });

  test('no phrase across two names', () => {
    expect(find('"han lu"').titles).toEqual(['Sparse Scoring at Speed']);
    expect(find('"lu xi"').titles).toEqual([]);
  });

  test('neither C++ nor C# for C', () => {
    expect(find('C').titles).toEqual(['Vitamin C in Apples']);
    expect(find('C++').total).toBe(1);
  });
});

describe('a search tells', () => {
  test.each([
    ['alpaca hills', []],
    ['hilz', [{kind: 'unknown', typed: 'hilz'}]],
    ['weavnig', [{kind: 'read-as', typed: 'weavnig', as: ['weaving']}]],
    ['zeroshot', [{kind: 'read-as', typed: 'zeroshot', as: ['zero shot']}]],
    ['thre', [{kind: 'read-as', typed: 'thre', as: ['thread', 'three']}]],
    ['silk-wool', [{kind: 'apart', typed: 'silk-wool'}]],
    ['silk ornithopter', [{kind: 'unknown', typed: 'ornithopter'}]],
    ['"silk wool"', [{kind: 'unknown', typed: 'silk wool'}]],
    ['gpt4o', []],
  ])('what it stretched of %s', (typed, stretches) => {
    expect(find(typed).stretches).toEqual(stretches);
  });
});
