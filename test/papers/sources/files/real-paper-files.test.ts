import {existsSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {itemsOf, readAt, rejectionsOf} from './paper-files.ts';

const data = '../shared/data';

describe.skipIf(!existsSync(data))('the real files (skipped without ../shared/data)', () => {
  test.each([
    ['hf_raw/2024-05-29.json', 8],
    ['hf_raw/2026-03-13.json', 36],
    ['papers-page-mar-12.txt', 80],
  ])('%s gives its %i papers', async (name, papers) => {
    const file = await readAt(`${data}/${name}`);
    expect(itemsOf(file)).toHaveLength(papers);
    expect(rejectionsOf(file)).toEqual([]);
  });

  test('an answer that says "no data" is refused with its words', async () => {
    expect(await readAt(`${data}/hf_raw/2025-01-11.json`)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(
        /is not a list of papers but an object .* saying "No papers found for this date"$/,
      ),
    });
  });
});
