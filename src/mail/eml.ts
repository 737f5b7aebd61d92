import {createHash} from 'node:crypto';
import {createTransport} from 'nodemailer';
import type {Mail} from './mail.ts';

/**
 * A mail as a mailbox would hold it (RFC 5322): text first, HTML last, both quoted-printable UTF-8, CRLF
 * throughout. `messageId` has its angle brackets. The same arguments give the same bytes. What the transport
 * adds on its way (DKIM, Received) is missing.
 */
export const toEml = async ({
  mail,
  messageId,
  date,
}: {
  mail: Mail;
  messageId: string;
  date: Date;
}): Promise<Buffer> => {
  const parts = {
    from: mail.from,
    to: mail.to,
    ...(mail.replyTo === null ? {} : {replyTo: mail.replyTo}),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    encoding: 'quoted-printable',
    headers: mail.headers,
    messageId,
    date,
    // Paper text is data: a line of it can name neither a file nor an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
  };
  const {message} = await composer.sendMail(parts);
  if (!Buffer.isBuffer(message)) throw new Error('nodemailer gave a stream where a buffer was asked for');
  return message;
};

const composer = createTransport({streamTransport: true, buffer: true, newline: 'windows'});
