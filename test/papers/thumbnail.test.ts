import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseDailyPaper} from '../../src/papers/sources/hugging-face/daily-paper.ts';
import {thumbnailUrl} from '../../src/papers/thumbnail.ts';
import {anyUrl} from '../support/texts/any-text.ts';

const KNOWN = 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2503.08120.png';

test('a picture of a source is taken from its known host alone, by https', () => {
  expect(thumbnailUrl(KNOWN)).toBe(KNOWN);
  for (const url of [
    KNOWN.replace('https', 'http'),
    KNOWN.replace('.co/', '.co.example.org/'),
    KNOWN.replace('cdn-thumbnails', 'x.cdn-thumbnails'),
    KNOWN.replace('.co/', '.co:8443/'),
    KNOWN.replace('https://', 'https://name:word@'),
    KNOWN.replace('https://', 'https://127.0.0.1\\@'),
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    '',
    null,
    7,
    {},
  ])
    expect([url, thumbnailUrl(url)]).toEqual([url, null]);
});

test('whatever is written, no other host is ever asked', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyUrl,
        fc.string().map(text => `https://cdn-thumbnails.huggingface.co${text}`),
      ),
      raw => {
        const url = thumbnailUrl(raw);
        expect(url === null || new URL(url).origin === 'https://cdn-thumbnails.huggingface.co').toBe(true);
      },
    ),
  );
});

test.each(['thumbnail', 'mediaUrl'])(
  'an item of Hugging Face names its picture as %s, in one year or another',
  field => {
    const read = (url: string) =>
      parseDailyPaper(
        {paper: {id: '2503.08120', title: 'Folding paper'}, [field]: url},
        {day: '2026-03-12', at: 0},
      );
    expect(read(KNOWN)).toMatchObject({item: {paper: {thumbnail: KNOWN}}});
    const other = read('https://example.org/x.png');
    expect(other.kind === 'item' && 'thumbnail' in other.item.paper).toBe(false);
  },
);
