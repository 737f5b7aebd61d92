import type {Paper} from '../../../papers/paper.ts';
import {plainLine} from '../../../papers/text.ts';
import {citedPaper} from './cited-paper.ts';
import {texOf} from './tex-text.ts';

/**
 * A paper as an entry for BibTeX or biber, as arXiv writes them: `@misc` with its eprint number. Ends with a
 * line break.
 */
export const bibtexOf = (paper: Paper): string => {
  const fields = fieldsOf(paper).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${citedPaper(paper).key},\n${fields.join(',\n')}\n}\n`;
};

const fieldsOf = (paper: Paper): [string, string][] => {
  const {title, authors} = paper;
  const names = authors.map(authorOf).filter(name => name !== '');
  const {year, url, arxivId} = citedPaper(paper);
  return [
    // A brace more, or a style would write LLM as llm.
    ['title', `{${texOf(plainLine(title))}}`],
    ...optional('author', names.join(' and ')),
    ...optional('year', year === null ? '' : String(year)),
    ...optional('eprint', arxivId ?? ''),
    ...optional('archivePrefix', arxivId === null ? '' : 'arXiv'),
    // A style prints it as it stands, so nothing is escaped; a brace of its own would end the field.
    ...optional('url', url.replaceAll('{', '%7B').replaceAll('}', '%7D')),
  ];
};

const optional = (name: string, value: string): [string, string][] => (value === '' ? [] : [[name, value]]);

/**
 * BibTeX reads a comma, the word `and` and a last `others` as its own; a name with one of them is kept whole
 * by a brace.
 */
const authorOf = (name: string): string => {
  const line = plainLine(name);
  return /,|\band\b|^others$/i.test(line) ? `{${texOf(line)}}` : texOf(line);
};
