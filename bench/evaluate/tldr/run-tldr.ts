import {join} from 'node:path';
import {z} from 'zod';
import {readLinesAs} from '../files.ts';
import {parsePartOptions, writeJsonLines} from '../part-options.ts';
import {UsageError} from '../usage-error.ts';
import {evaluateTldr, scoresOf, sentenceOf} from './evaluate-tldr.ts';

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
  const {folder, json, rankings, against} = parsePartOptions('tldr', args);
  if (against !== undefined) throw new UsageError('tldr has no --against: its table compares');
  const papers = readLinesAs(join(folder, 'tldr.jsonl'), paper);
  if (rankings !== undefined)
    writeJsonLines(
      rankings,
      papers.map(one => ({id: one.id, sentence: sentenceOf(one)})),
    );
  const answer = json
    ? JSON.stringify(scoresOf(papers, sentenceOf))
    : `## One sentence a paper, ${papers.length} papers\n\n${evaluateTldr(papers, 1)}`;
  process.stdout.write(`${answer}\n`);
};
