import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readLibrary} from '../../../../src/papers/references/read-library.ts';
import {authorParts} from '../../../../src/web/archive/citations/author-parts.ts';
import {cslJsonOf} from '../../../../src/web/archive/citations/csl-json.ts';
import {risOf} from '../../../../src/web/archive/citations/ris.ts';
import {paper, tricky} from './bibtex-papers.ts';

describe('a paper as RIS', () => {
  test('is one record with arXiv’s number, the family name first', () => {
    expect(risOf(paper({abstract: 'We plan.'})).split('\r\n')).toEqual([
      'TY  - UNPB',
      'ID  - arxiv-2603.10001',
      'TI  - Agents that plan',
      'AU  - Lovelace, Ada',
      'AU  - Turing, Alan',
      'PY  - 2026',
      'PB  - arXiv',
      'M1  - arXiv:2603.10001',
      'UR  - https://arxiv.org/abs/2603.10001',
      'AB  - We plan.',
      'ER  - ',
      '',
    ]);
  });

  test('stays one record, whatever stands in its texts', () => {
    fc.assert(
      fc.property(tricky, fc.array(tricky, {maxLength: 3}), (text, authors) => {
        const ris = risOf(paper({title: `${text} x`, abstract: `${text}\nER  - \nTY  - BOOK`, authors}));
        expect(ris.split('\r\n').filter(line => /^(?:TY|ER) {2}-/.test(line))).toEqual([
          'TY  - UNPB',
          'ER  - ',
        ]);
        expect(readLibrary(Buffer.from(ris))).toMatchObject({
          papers: [{arxivId: '2603.10001'}],
          rejected: [],
        });
      }),
    );
  });
});

describe('papers as CSL-JSON', () => {
  test('are articles with their authors in parts', () => {
    expect(JSON.parse(cslJsonOf([paper({authors: ['Ada Lovelace', 'Qwen Team', '李明']})]))).toEqual([
      {
        id: 'arxiv-2603.10001',
        type: 'article',
        title: 'Agents that plan',
        author: [{family: 'Lovelace', given: 'Ada'}, {literal: 'Qwen Team'}, {literal: '李明'}],
        issued: {'date-parts': [[2026]]},
        publisher: 'arXiv',
        number: 'arXiv:2603.10001',
        URL: 'https://arxiv.org/abs/2603.10001',
      },
    ]);
    expect(JSON.parse(cslJsonOf([]))).toEqual([]);
  });
});

test.each([
  ['Ada van der Berg', 'van der Berg', 'Ada'],
  ['Ada de la Cruz', 'de la Cruz', 'Ada'],
  ['Sam Stone Jr.', 'Stone Jr.', 'Sam'],
  ['Van Nguyen', 'Nguyen', 'Van'],
  ['A. B. Example', 'Example', 'A. B.'],
])('%s is of the family %s', (name, family, given) => {
  expect(authorParts(name)).toEqual({kind: 'person', family, given});
});

test.each(['Plato', 'The Open Lab', '', '김 지민', 'Example, Ada'])('%j stays whole', name => {
  expect(authorParts(name)).toEqual({kind: 'whole', name});
});
