import type {Environment} from '../../settings/secret-files.ts';
import type {Answers} from './answers.ts';

/** The settings that follow from the answers; an answer that nobody gave makes none. */
export const settingsOf = (answers: Partial<Answers>): Record<string, string> => {
  const {name = 'Paperboy', from, postalAddress, publicUrl, carrier, testTo} = answers;
  const isSmtp = carrier !== undefined && /^smtps?:/.test(carrier);
  const settings: Record<string, string | undefined> = {
    SITE_NAME: name,
    ...(from === undefined ? {} : senderSettings(name, from)),
    POSTAL_ADDRESS: postalAddress,
    PUBLIC_URL: publicUrl?.replace(/\/+$/, ''),
    OPERATOR_EMAIL: testTo,
    MAIL_TRANSPORT: isSmtp ? 'smtp' : undefined,
    SMTP_URL: isSmtp ? carrier : undefined,
    RESEND_API_KEY: isSmtp ? undefined : carrier,
  };
  return withoutEmpty(settings);
};

/** The digest's address, and another of the same domain for letters, so that neither can block the other. */
const senderSettings = (name: string, from: string): Record<string, string> => {
  const at = from.lastIndexOf('@');
  const domain = from.slice(at + 1).toLowerCase();
  const letters = from.slice(0, at).toLowerCase() === 'letters' ? 'hello' : 'letters';
  return {
    DIGEST_FROM: mailbox(name, from),
    LETTERS_FROM: mailbox(name, `${letters}@${domain}`),
    LIST_ID: `daily.${domain}`,
  };
};

/** A name that is no plain words stands in quotes (RFC 5322 section 3.4); what would end them goes. */
const mailbox = (name: string, address: string): string => {
  const plain = name
    .replace(/[<>"\\\r\n]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return plain === '' ? address : `${/[()[\]:;@,.]/.test(plain) ? `"${plain}"` : plain} <${address}>`;
};

/** What a second run begins with: the answers that the settings at hand give. */
export const answersOf = (environment: Environment): Partial<Answers> => {
  const known = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const answers: Record<keyof Answers, string | undefined> = {
    name: known('SITE_NAME'),
    from: /([^<\s]+@[^>\s]+)>?$/.exec(known('DIGEST_FROM') ?? '')?.[1],
    postalAddress: known('POSTAL_ADDRESS'),
    publicUrl: known('PUBLIC_URL'),
    carrier: known('SMTP_URL') ?? known('RESEND_API_KEY'),
    readers: undefined,
    testTo: undefined,
  };
  return withoutEmpty(answers) as Partial<Answers>;
};

const withoutEmpty = (given: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  );

/** Secrets that are there already stay: links that they signed go on working. */
export const withSecrets = (
  settings: Record<string, string>,
  environment: Environment,
  makeSecret: () => string,
): Record<string, string> => {
  const complete = {...settings};
  for (const name of ['TOKEN_SECRETS', 'ADMIN_TOKEN']) {
    if (environment[`${name}_FILE`]?.trim()) continue;
    complete[name] ??= environment[name]?.trim() || makeSecret();
  }
  return complete;
};
