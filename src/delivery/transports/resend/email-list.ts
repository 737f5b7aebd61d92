import {z} from 'zod';
import type {Witness} from '../../doubt/witness.ts';
import {carriedBy, mailShape, UNREADABLE} from './carried-mails.ts';
import {instant, openGet, pagePath, skewOf, toRefusal, type WitnessToOpen} from './witness-calls.ts';

const emailPageShape = z.object({
  has_more: z.boolean(),
  data: z.array(z.object({id: z.string().min(1).max(200), created_at: instant, from: z.string()})),
});

/** `digest@example.org` of `Papers <digest@example.org>`: the list may print a sender in its own way. */
const bareSender = (from: string): string => (/<([^<>]*)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();

/** Resend's list of emails (`GET /emails`, `GET /emails/:id`), each as a call of its own. */
export const resendEmailList = (opening: WitnessToOpen): Witness => {
  const get = openGet(opening);
  const {senders, now} = opening;
  const ours = senders.map(bareSender);
  return {
    source: 'the list of emails',
    list: async before => {
      const result = await get(pagePath('/emails', before));
      if (result.error) return toRefusal(result.error);
      const page = emailPageShape.safeParse(result.data);
      if (!page.success) return {kind: 'failed', reason: 'the list of emails is not readable'};
      const calls = page.data.data.map(({id, created_at: at, from}) => ({
        ...{id, at, status: 200},
        isSending: ours.includes(bareSender(from)),
      }));
      return {kind: 'page', calls, hasMore: page.data.has_more, skewMs: skewOf(result, now())};
    },
    carried: async (id, searched) => {
      const {data, error} = await get(`/emails/${encodeURIComponent(id)}`);
      if (error) return toRefusal(error);
      const mail = mailShape.safeParse(data);
      return mail.success
        ? carriedBy([{...mail.data, from: undefined}], [id], {...searched, senders})
        : UNREADABLE;
    },
  };
};
