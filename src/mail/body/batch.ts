import type {Mail} from '../mail.ts';

/** Mails as one call carries them. */
export type Batch = {
  /**
   * JSON in UTF-8, byte for byte what Resend's SDK posts to `/emails/batch` for the same mails. It may stand
   * in a buffer that is used again once the call has its answer.
   */
  body: Buffer;
  /** How many mails it has. */
  mails: number;
};

/** A mail as Resend's API names its parts (resend.com/docs/api-reference/emails/send-batch-emails). */
export type ApiMail = {
  from: string;
  headers: Record<string, string>;
  html: string;
  reply_to?: string;
  subject: string;
  tags: {name: string; value: string}[];
  text: string;
  to: string;
};

/** The parts in the order in which the SDK writes them. */
export const toApiMail = ({from, to, replyTo, subject, html, text, headers, tags}: Mail): ApiMail => ({
  ...{from, headers, html},
  ...(replyTo === null ? {} : {reply_to: replyTo}),
  ...{subject, tags: toApiTags(tags), text, to},
});

/** The tags as the API takes them. */
export const toApiTags = (tags: Mail['tags']): ApiMail['tags'] =>
  Object.entries(tags).map(([name, value]) => ({name, value}));

/** Mails that were made one by one, such as letters. */
export const batchOf = (mails: Mail[]): Batch => ({
  body: Buffer.from(JSON.stringify(mails.map(toApiMail))),
  mails: mails.length,
});

/** The mails of a batch, for a transport that speaks another language than Resend's. */
export const mailsIn = ({body}: Batch): Mail[] => {
  const mails: ApiMail[] = JSON.parse(body.toString());
  return mails.map(({from, to, reply_to: replyTo = null, subject, html, text, headers, tags}) => ({
    ...{from, to, replyTo, subject, html, text, headers},
    tags: Object.fromEntries(tags.map(({name, value}) => [name, value])),
  }));
};
