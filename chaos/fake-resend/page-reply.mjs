import {jsonReply} from './replies.mjs';

/** @import {LogFaults, Reply} from './types.ts' */

/** The most entries of one page. */
const PAGE = 100;

/**
 * One page of a list that is newest first, from behind the entry that `after` names.
 * @param {{id: string}[]} all
 * @param {{url: URL, faults: Pick<LogFaults, 'pageSize' | 'endless'>}} asked
 * @returns {Reply}
 */
export const pageReply = (all, {url: {searchParams}, faults}) => {
  const after = searchParams.get('after');
  const from = after === null ? 0 : all.findIndex(({id}) => id === after) + 1;
  const most = Math.min(Number(searchParams.get('limit') ?? 20), faults.pageSize ?? PAGE);
  const data = all.slice(from, from + most);
  return jsonReply({object: 'list', has_more: faults.endless ?? from + most < all.length, data});
};
