import {generateKeyPairSync} from 'node:crypto';
import {authenticate} from 'mailauth';
import {createTransport} from 'nodemailer';

/** What a signature of ours would cover: the headers that large mailboxes want under it. */
const SIGNED = [
  ...['From', 'To', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'],
  'Auto-Submitted',
  ...['List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Id', 'List-Help', 'List-Owner', 'List-Archive'],
];

const {publicKey, privateKey} = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: {type: 'spki', format: 'der'},
  privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
});

const signer = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
  dkim: {domainName: 'example.org', keySelector: 'test', privateKey, headerFieldNames: SIGNED.join(':')},
});

/** A message with a signature of a key that is made for this run: what Resend does, by the same standard. */
export const signed = async (eml: Buffer): Promise<Buffer> => {
  const envelope = {from: 'bounces@example.org', to: 'reader@example.net'};
  const {message} = await signer.sendMail({raw: eml, envelope});
  if (!Buffer.isBuffer(message)) throw new Error('nodemailer gave a stream where a buffer was asked for');
  return message;
};

export type Verification = {
  result: string;
  dmarc: string;
  /** The headers under the signature, in lower case. */
  covered: string[];
};

/** What a mailbox finds that asks DNS for our key and our policy alone. */
export const verify = async (message: Buffer): Promise<Verification> => {
  const {dkim, dmarc} = await authenticate(message, {
    ip: '192.0.2.1',
    helo: 'mail.example.org',
    sender: 'bounces@example.org',
    disableArc: true,
    disableBimi: true,
    resolver: async (name, type) => {
      if (type === 'TXT' && name === 'test._domainkey.example.org')
        return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]];
      if (type === 'TXT' && name === '_dmarc.example.org') return [['v=DMARC1; p=reject']];
      throw Object.assign(new Error('nothing there'), {code: 'ENOTFOUND'});
    },
  });
  const [signature] = dkim.results;
  const [, covered = ''] = /\bh=([^;]*);/.exec(message.toString('latin1')) ?? [];
  return {
    result: signature?.status.result ?? 'none',
    dmarc: dmarc ? dmarc.status.result : 'none',
    covered: covered
      .toLowerCase()
      .split(':')
      .map(name => name.trim()),
  };
};
