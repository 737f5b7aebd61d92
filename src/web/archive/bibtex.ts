import {safeHttpsUrl} from '../../papers/links.ts';
import type {Paper} from '../../papers/paper.ts';
import {isArxivId} from '../../papers/paper-id.ts';
import {plainLine} from '../../papers/text.ts';
import {texOf} from './tex-text.ts';

/**
 * A paper as an entry for BibTeX or biber, as arXiv writes them: `@misc` with its eprint number. Ends with a
 * line break.
 */
export const bibtexOf = (paper: Paper): string => {
  const fields = fieldsOf(paper).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${keyOf(paper)},\n${fields.join(',\n')}\n}\n`;
};

/** `arxiv-2503.08120`: as stable as the id, and without a character that ends a key. */
const keyOf = ({id}: Paper): string => (isArxivId(id) ? `arxiv-${id.replace('/', '-')}` : id);

const fieldsOf = (paper: Paper): [string, string][] => {
  const {id, title, authors} = paper;
  const names = authors.map(authorOf).filter(name => name !== '');
  const year = yearOf(paper);
  const url = safeHttpsUrl(paper.links.page);
  return [
    // A brace more, or a style would write LLM as llm.
    ['title', `{${texOf(plainLine(title))}}`],
    ...optional('author', names.join(' and ')),
    ...optional('year', year === null ? '' : String(year)),
    ...(isArxivId(id)
      ? ([
          ['eprint', id],
          ['archivePrefix', 'arXiv'],
        ] satisfies [string, string][])
      : []),
    // A style prints it as it stands, so nothing is escaped; a brace of its own would end the field.
    ...optional('url', (url ?? '').replaceAll('{', '%7B').replaceAll('}', '%7D')),
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

/**
 * The year of the first version: arXiv's number tells it (from 1991 on); else when the source says it was
 * published.
 */
const yearOf = ({id, publishedAt}: Paper): number | null => {
  const twoDigits = isArxivId(id) ? /^(?:.*\/)?(\d\d)/.exec(id)?.[1] : undefined;
  if (twoDigits !== undefined) return Number(twoDigits) + (Number(twoDigits) >= 91 ? 1900 : 2000);
  return publishedAt === null ? null : new Date(publishedAt).getUTCFullYear();
};
