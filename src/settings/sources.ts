import {z} from 'zod';
import {httpUrl} from './address-shapes.ts';
import {list} from './shapes.ts';

const knownSources = ['hugging-face', 'arxiv'] as const;

/** Where papers come from. */
export const sourceSettings = {
  SOURCES: list
    .pipe(z.array(z.enum(knownSources, 'each must be hugging-face or arxiv')).min(1, 'must name a source'))
    .default(['hugging-face'])
    .describe('Sources of papers: `hugging-face`, `arxiv`, or both separated by a comma'),
  HUGGING_FACE_URL: httpUrl.default('https://huggingface.co').describe("Base URL of Hugging Face's API"),
  ARXIV_URL: httpUrl.default('https://export.arxiv.org').describe("Base URL of arXiv's API"),
  ARXIV_CATEGORIES: list
    .default(['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'])
    .describe('arXiv categories to fetch, separated by commas'),
};
