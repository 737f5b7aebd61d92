import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {openTestSite, required} from '../../support/test-site.ts';
import {hasRealPapers, realPapers} from '../../support/texts/real-papers.ts';

const DAY = '2026-03-12';
const MAX_BYTES = 48_000;

test.skipIf(!hasRealPapers)(
  'a real edition of 50 papers with its abstracts has less than 48 kB, compressed (skipped without the data)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-weight-'));
    const site = await openTestSite();
    const file = join(folder, 'fifty.json');
    const fifty = realPapers()
      .slice(-50)
      .map(line => JSON.parse(line));
    await writeFile(file, JSON.stringify(fifty));
    await site.paperboy.papers.import({paths: [file], date: DAY});
    const built = await site.paperboy.editions.build(dailyEdition(DAY));
    expect(built).toMatchObject({kind: 'ready'});
    const {content} = required(await site.paperboy.editions.find(dailyEdition(DAY)));
    expect(content.papers.length).toBeGreaterThanOrEqual(49);
    const html = await (await site.get(`/editions/${DAY}`)).text();
    expect(gzipSync(html).length).toBeLessThan(MAX_BYTES);
    await site.close();
    await rm(folder, {recursive: true});
  },
);
