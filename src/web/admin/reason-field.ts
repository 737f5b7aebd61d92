import {html} from 'hono/html';
import type {Html} from '../frame/layout.ts';

/** Some lines that the audit shows. */
const MAX_REASON_LENGTH = 500;

export type ParsedReason = {kind: 'reason'; reason: string | null} | {kind: 'refused'; reason: string};

/** Reads the reason of an order; null where nothing was typed. */
export const parseReason = (fields: Map<string, string>): ParsedReason => {
  const typed = (fields.get('reason') ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return typed.length > MAX_REASON_LENGTH
    ? {
        kind: 'refused',
        reason: `the reason has ${typed.length} characters; the limit is ${MAX_REASON_LENGTH}`,
      }
    : {kind: 'reason', reason: typed === '' ? null : typed};
};

/** The field for it; `id` is its own on the page. */
export const reasonField = (
  id: string,
): Html => html`<p><label for="${id}">Reason (shown in status and audit log)</label>
<input id="${id}" name="reason" type="text" autocomplete="off" maxlength="${String(MAX_REASON_LENGTH)}"></p>`;
