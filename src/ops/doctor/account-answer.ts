import {z} from 'zod';

/** What Resend answered when it was asked for the account's domains. */
export type AccountAnswer =
  | {kind: 'domains'; domains: {name: string; status: string}[]}
  /** The key may send and nothing else: the kind that Resend recommends. */
  | {kind: 'sending-only'}
  | {kind: 'refused'; reason: string}
  | {kind: 'no-answer'; reason: string};

const domainsShape = z.object({data: z.array(z.object({name: z.string(), status: z.string()}))});
const errorShape = z.object({name: z.string()});

/** Reads an answer of the API to a question for domains. */
export const parseAnswer = (status: number, text: string): AccountAnswer => {
  const body = toJson(text);
  const domains = domainsShape.safeParse(body);
  if (status === 200 && domains.success) return {kind: 'domains', domains: domains.data.data};
  const name = errorShape.safeParse(body).data?.name.slice(0, 60) ?? '';
  if (status === 401 && name === 'restricted_api_key') return {kind: 'sending-only'};
  if (status === 401 || status === 403) return {kind: 'refused', reason: `${status} ${name}`.trim()};
  return {kind: 'no-answer', reason: `${status} ${name}`.trim()};
};

const toJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
