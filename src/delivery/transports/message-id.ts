import {createHash} from 'node:crypto';

/**
 * The Message-ID of a mail (RFC 5322, section 3.6.4), with its angle brackets: the same for the same key and
 * place for good, so that a mail handed over twice can be told from two mails. `from` lends it the domain.
 */
export const messageIdOf = ({key, index, from}: {key: string; index: number; from: string}): string => {
  const digest = createHash('sha256').update(`${index}/${key}`).digest('hex').slice(0, 32);
  return `<${digest}@${domainOf(from)}>`;
};

const domainOf = (mailbox: string): string => {
  const domain = /@([A-Za-z0-9.-]{1,253})>?$/.exec(mailbox.slice(-256).trim())?.[1];
  return domain ?? 'localhost';
};
