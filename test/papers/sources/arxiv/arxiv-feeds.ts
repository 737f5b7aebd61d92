import {type ArxivAnswer, parseArxivAnswer} from '../../../../src/papers/sources/arxiv/arxiv-answer.ts';

/** When the answers came. */
export const at = Date.parse('2026-03-13T00:10:00Z');

/** What is read of an answer that is none but papers. */
export const read = (text: string, day: string | null = '2026-03-12'): ArxivAnswer & {kind: 'answer'} => {
  const answer = parseArxivAnswer(text, {day, at});
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return answer;
};

/** What the API answers with one entry. */
export const entry = (inside: string): string =>
  '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">' +
  `<entry>${inside}</entry></feed>`;

/** The feed of a day. */
export const rss = (items: string): string =>
  `<?xml version='1.0'?><rss xmlns:arxiv="http://arxiv.org/schemas/atom"
  xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
  <title>cs.AI updates</title>${items}</channel></rss>`;
