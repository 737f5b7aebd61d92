import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {followKeysOfPaper, followKeysOfReader, isFollowKey} from '../../src/papers/follow-keys.ts';

const nobody = {authors: [], labs: [], codeHosts: []};
const authorKeys = (name: string) => followKeysOfReader({...nobody, authors: [name]});

describe('what a follow counts for', () => {
  test.each([
    ['Ada Example', 'Example, Ada'],
    ['Ada Example', 'ADA EXAMPLE'],
    ['Ada Example', 'Ada B. Example'],
    ['Ada Example', 'Example Ada, Jr.'],
    ['Zoë Müller', 'muller zoe'],
    ['Jean-Pierre Loom', 'Jean Pierre Loom'],
    ['张三', '张三'],
    ['Maarten van der Weide', 'van der Weide, Maarten'],
  ])('%s is %s', (one, other) => {
    expect(authorKeys(other)).toEqual(authorKeys(one));
    expect(authorKeys(one)).toHaveLength(1);
  });

  test.each(['A. Example', 'Example, A.', 'A. B. Example', '…', '', 'J.'])('%s is nobody', name => {
    expect(authorKeys(name)).toEqual([]);
  });

  test('a paper has the followers of its authors, its lab and its code', () => {
    const links = {
      page: '',
      abstract: '',
      pdf: null,
      code: 'https://github.com/Example-Lab/loom',
      project: null,
    };
    expect(followKeysOfPaper({authors: ['Ada Example'], organisation: 'Example  Lab', links})).toEqual([
      'author ada example',
      'lab example lab',
      'code github.com',
      'code github.com/example-lab',
      'code github.com/example-lab/loom',
    ]);
    expect(
      followKeysOfReader({...nobody, labs: ['example lab'], codeHosts: ['GitHub.com/example-lab/']}),
    ).toEqual(['lab example lab', 'code github.com/example-lab']);
  });

  test('a key holds nothing that has a meaning in the name of a key, whatever is followed', () => {
    const any = fc.array(fc.string({unit: 'grapheme', maxLength: 300}), {maxLength: 3});
    fc.assert(
      fc.property(any, any, any, (authors, labs, codeHosts) => {
        for (const key of followKeysOfReader({authors, labs, codeHosts})) {
          expect(key).toMatch(/^[^{}:]{5,}$/);
          expect(isFollowKey(key)).toBe(true);
        }
      }),
    );
  });
});
