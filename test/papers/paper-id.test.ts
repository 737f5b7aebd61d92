import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {arxivPage, arxivPdf, isArxivId, paperIdOfTitle, parsePaperId} from '../../src/papers/paper-id.ts';

describe('a paper is one paper whatever its version or source', () => {
  test.each([
    ['2503.08120', '2503.08120'],
    ['2503.08120v2', '2503.08120'],
    ['  2503.08120V12 ', '2503.08120'],
    ['arXiv:2503.08120v1', '2503.08120'],
    ['ARXIV: 2503.08120', '2503.08120'],
    ['oai:arXiv.org:2508.13426v1', '2508.13426'],
    ['http://arxiv.org/abs/1605.08386v1', '1605.08386'],
    ['https://www.arxiv.org/abs/2503.08120?context=cs#refs', '2503.08120'],
    ['https://arxiv.org/pdf/2503.08120v3.pdf', '2503.08120'],
    ['https://arxiv.org/html/2503.08120v3', '2503.08120'],
    ['https://export.arxiv.org/abs/2503.08120/', '2503.08120'],
    ['arxiv.org/abs/2503.08120', '2503.08120'],
    ['https://huggingface.co/papers/2503.08120', '2503.08120'],
    ['https://doi.org/10.48550/arXiv.2503.08120', '2503.08120'],
    ['0704.0001', '0704.0001'],
    ['1412.9999', '1412.9999'],
    ['astro-ph/0601001v1', 'astro-ph/0601001'],
    ['https://arxiv.org/abs/hep-th/9901001v1', 'hep-th/9901001'],
    ['arXiv:math.GT/0309136', 'math/0309136'],
    ['math/0309136v2', 'math/0309136'],
    ['cond-mat.stat-mech/0703001', 'cond-mat/0703001'],
    ['title-0123456789abcdef', 'title-0123456789abcdef'],
  ])('%j is %s', (text, id) => {
    expect(parsePaperId(text)).toBe(id);
  });
});

test.each([
  '',
  'paper',
  '2503.0812',
  '2503.081200',
  '1412.00001',
  '1501.0001',
  '2513.00001',
  '2500.00001',
  '0703.0001',
  '0000.0000',
  '2503.00000',
  '2503.08120v0',
  '2503.08120v',
  '2503.08120 2503.08121',
  '2503.08120\n2503.08121',
  '２５０３.０８１２０',
  'astro-ph/0704001',
  'astro-ph/9013001',
  'cooking/0601001',
  'astro-ph/06010011',
  'https://arxiv.org/list/cs.AI/recent',
  'https://arxiv.org.example.net/abs/2503.08120',
  'https://example.net/?u=arxiv.org/abs/2503.08120',
  'https://huggingface.co/papers/month/2025-03',
  'title-0123456789ABCDEF',
  'title-0123',
  `2503.08120${' '.repeat(1000)}x`,
])('%j names no paper', text => {
  expect(parsePaperId(text)).toBeNull();
});

test('what comes back is the same paper when it is read again', () => {
  const part = fc.constantFrom(
    '2503',
    '.',
    '08120',
    'v2',
    '/',
    'astro-ph',
    '0601001',
    'arXiv:',
    'https://arxiv.org/abs/',
    ' ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part, {maxLength: 6}).map(parts => parts.join('')),
      ),
      text => {
        const id = parsePaperId(text);
        if (id === null) return;
        expect(parsePaperId(id)).toBe(id);
        expect(id).not.toMatch(/v\d+$/);
      },
    ),
  );
});

test('a hostile text of a megabyte is refused', () => {
  for (const text of ['9'.repeat(1e6), 'a-'.repeat(5e5), 'arxiv:'.repeat(1e5)])
    expect(parsePaperId(text)).toBeNull();
});

describe('a work that is known by its title alone', () => {
  test('has one id however the title is typed', () => {
    const id = paperIdOfTitle("Fr\\'echet  Distance:\n R^2Net");
    expect(id).toMatch(/^title-[0-9a-f]{16}$/);
    expect(paperIdOfTitle('FRÉCHET distance – R²Net')).toBe(id);
    expect(paperIdOfTitle('Fréchet Distance: R3Net')).not.toBe(id);
  });

  test('keeps its id from one release to the next', () => {
    expect(paperIdOfTitle('Transformer^2: Self-adaptive LLMs')).toBe('title-e4f3f6c3ffdd57b1');
  });

  test('has an id of its own even without a letter', () => {
    expect(paperIdOfTitle('???')).not.toBe(paperIdOfTitle('!!!'));
  });

  test('has neither a page nor a PDF on arXiv', () => {
    const id = paperIdOfTitle('A title');
    expect([isArxivId(id), arxivPage(id), arxivPdf(id)]).toEqual([false, null, null]);
  });
});

test('links to arXiv are built from the id alone', () => {
  const id = parsePaperId('http://arxiv.org/abs/math.GT/0309136v2');
  if (id === null) throw new Error('the id was refused');
  expect(isArxivId(id)).toBe(true);
  expect(arxivPage(id)).toBe('https://arxiv.org/abs/math/0309136');
  expect(arxivPdf(id)).toBe('https://arxiv.org/pdf/math/0309136');
  expect(isArxivId('2503.08120v1')).toBe(false);
  expect(isArxivId('"><script>')).toBe(false);
});
