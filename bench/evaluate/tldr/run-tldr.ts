import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {z} from 'zod';
import {FileProblem, readJsonLines} from '../files.ts';
import {UsageError} from '../usage-error.ts';
import {evaluateTldr, scoresOf, sentenceOf, type TldrPaper} from './evaluate-tldr.ts';

/** What `evaluate -- tldr` is asked: where the set stands, and in which form it answers. */
type TldrOptions = {folder: string; json: boolean; rankings: string | undefined};

const paper = z.object({
  id: z.string(),
  title: z.string(),
  sentences: z.array(z.string()),
  targets: z.array(z.string()).min(1),
});

/**
 * Prints ROUGE of the sentence for papers in brief on `DIR/tldr.jsonl`: a table beside the first sentence and
 * the best, or with --json `{"rouge1", "rouge2", "rougeL"}` in per cent. --rankings writes what was said, one
 * line a paper.
 */
export const runTldr = (args: string[]): void => {
  const {folder, json, rankings} = parseOptions(args);
  const papers = readTldr(join(folder, 'tldr.jsonl'));
  if (rankings !== undefined) writeRankings(rankings, papers);
  const answer = json
    ? JSON.stringify(scoresOf(papers, sentenceOf))
    : `## One sentence a paper, ${papers.length} papers\n\n${evaluateTldr(papers, 1)}`;
  process.stdout.write(`${answer}\n`);
};

const writeRankings = (path: string, papers: TldrPaper[]): void => {
  const lines = papers.map(one => `${JSON.stringify({id: one.id, sentence: sentenceOf(one)})}\n`);
  try {
    writeFileSync(path, lines.join(''));
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new FileProblem(`${path} cannot be written (${String(error.code)})`);
    throw error;
  }
};

const parseOptions = (args: string[]): TldrOptions => {
  try {
    const {values, positionals} = parseArgs({
      args,
      allowPositionals: true,
      options: {json: {type: 'boolean', default: false}, rankings: {type: 'string'}},
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new UsageError('tldr takes one folder');
    return {folder, json: values.json, rankings: values.rankings};
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message.split('\n')[0]);
    throw error;
  }
};

const readTldr = (path: string): TldrPaper[] =>
  readJsonLines(path).map((line, index) => {
    const read = paper.safeParse(line);
    if (!read.success)
      throw new FileProblem(`${path} line ${index + 1} has no id, title, sentences or targets`);
    return read.data;
  });
