import {z} from 'zod';
import type {PaperId} from '../../../papers/paper.ts';
import {parsePaperId} from '../../../papers/paper-id.ts';

/** As all papers of arXiv since 2015 are named: year and month, and five digits. */
const RECENT = /^(\d{4})\.(\d{5})$/;

/** Nine digits fit into six of base 36. */
const DIGITS = 6;
const BASE = 36;

/**
 * Ids as text, six characters each, where all are of arXiv since 2015; else as they are. `unpackPaperIds`
 * reads it back.
 */
export const packPaperIds = (ids: PaperId[]): string | string[] => {
  const packed = ids.map(id => {
    const [, month = '', number = ''] = RECENT.exec(id) ?? [];
    return month === ''
      ? null
      : Number(month + number)
          .toString(BASE)
          .padStart(DIGITS, '0');
  });
  return packed.includes(null) ? ids : packed.join('');
};

/** The ids of a packed text; null where it is none. */
export const unpackPaperIds = (text: string): PaperId[] | null => {
  if (text.length % DIGITS !== 0 || !/^[0-9a-z]+$/.test(text)) return null;
  const ids: PaperId[] = [];
  for (let at = 0; at < text.length; at += DIGITS) {
    const digits = String(Number.parseInt(text.slice(at, at + DIGITS), BASE)).padStart(9, '0');
    const id = digits.length === 9 ? parsePaperId(`${digits.slice(0, 4)}.${digits.slice(4)}`) : null;
    if (id === null) return null;
    ids.push(id);
  }
  return ids;
};

const paperId = z.string().transform((text, context) => {
  const id = parsePaperId(text);
  if (id) return id;
  context.addIssue('no paper id');
  return z.NEVER;
});

const packedIds = z.string().transform((text, context) => {
  const ids = unpackPaperIds(text);
  if (ids) return ids;
  context.addIssue('no packed ids of papers');
  return z.NEVER;
});

/** Ids of papers, in a list or packed. */
export const paperIdsShape = z.union([packedIds, z.array(paperId)]);
