import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {readLibrary} from '../../../src/papers/references/read-library.ts';
import {foldTitle} from '../../../src/papers/text.ts';

/** Real files of many programs, with what a careful reader finds in each. They are no part of the project. */
const FOLDER = fileURLToPath(new URL('../../../../shared/data/libraries/files', import.meta.url));
const isThere = existsSync(`${FOLDER}/truth.jsonl`);
if (!isThere) console.warn('skipped: the reference libraries of ../shared/data/libraries/files are missing');

const truths = z.array(
  z.object({
    file: z.string(),
    format: z.string(),
    entries: z.number(),
    withAbstract: z.number(),
    withTitle: z.number().optional(),
    withArxiv: z.number().optional(),
    arxivIds: z.array(z.string()),
  }),
);

const rows = isThere
  ? truths.parse(
      readFileSync(`${FOLDER}/truth.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    )
  : [];

const readFile = (file: string) => readLibrary(readFileSync(`${FOLDER}/${file}`));

describe.skipIf(!isThere)('real libraries', () => {
  test.each(rows)('$file gives the entries, titles, abstracts and ids that it has', truth => {
    const parsed = readFile(truth.file);
    if (truth.entries === 0) return expect(parsed.kind).toBe('refused');
    if (parsed.kind === 'refused') throw new Error(parsed.reason);
    // A list counts different papers, the others count entries.
    const counted = truth.format === 'list' ? parsed.papers : parsed.entries;
    const count = (has: (one: (typeof counted)[number]) => boolean): number => counted.filter(has).length;
    expect({
      format: parsed.format === 'csv' ? 'zotero-csv' : parsed.format,
      entries: counted.length,
      withAbstract: count(one => one.abstract !== ''),
      arxivIds: [...new Set(counted.flatMap(one => one.arxivId ?? []))].sort(),
    }).toEqual({
      format: truth.format,
      entries: truth.entries,
      withAbstract: truth.withAbstract,
      arxivIds: [...truth.arxivIds].sort(),
    });
    if (truth.withTitle !== undefined) expect(count(one => one.title !== '')).toBe(truth.withTitle);
    if (truth.withArxiv !== undefined) expect(count(one => one.arxivId !== null)).toBe(truth.withArxiv);
    for (const {title} of counted) expect(title).not.toMatch(/\\|\{[A-Z]+\}s?\b(?<!#\{DYK\}|\{(?:X|N)\})/);
    return undefined;
  });

  const bibtex = rows.filter(({format, entries}) => format === 'bibtex' && entries > 0);

  test.each(bibtex)('$file has the titles that another reader finds', async ({file, entries}) => {
    const parsed = readFile(file);
    if (parsed.kind === 'refused') throw new Error(parsed.reason);
    const others = await titlesOf(readFileSync(`${FOLDER}/${file}`));
    const ours = new Set(
      parsed.entries.flatMap(({title}) => [foldTitle(title), foldTitle(title.split(':')[0] ?? '')]),
    );
    // A few of thousands differ by a command that one of the two does not know.
    const missing = others.filter(other => !ours.has(foldTitle(other)));
    expect(missing.length, missing.join('\n')).toBeLessThanOrEqual(Math.ceil(entries / 50));
  });
});

type Parser = {parse: (text: string, options: object) => {entries: {fields: {title?: string}}[]}};

/** @retorquere/bibtex-parser, read as plain text. */
const titlesOf = async (bytes: Uint8Array): Promise<string[]> => {
  // Named by a variable: its own types are those of another Node.
  const name = '@retorquere/bibtex-parser';
  const {parse}: Parser = await import(name);
  return parse(new TextDecoder().decode(bytes), {
    sentenceCase: false,
    caseProtection: 'strip',
  }).entries.flatMap(({fields}) => fields.title?.replace(/<[^>]*>/g, '') ?? []);
};
