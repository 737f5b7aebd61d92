import {isIP} from 'node:net';
import {z} from 'zod';

/** An http or https URL, without the slash at its end. */
export const httpUrl = z
  .url({protocol: /^https?$/, error: 'must be an http or https URL'})
  .transform(url => url.replace(/\/+$/, ''));

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/**
 * As browsers send it in the Origin header (RFC 6454 section 6.1), so that it can be compared letter by
 * letter.
 */
export const origin = z
  .string()
  .refine(isOrigin, 'each must be an origin, such as https://lab.example.org, without a path');

/** An IP address or the name of a host, to listen on. */
export const hostName = z.string().regex(/^[A-Za-z0-9.:-]+$/, 'must be an IP address, such as 0.0.0.0');

const isNetwork = (text: string): boolean => {
  const [address = '', bits = '0', more] = text.split('/');
  const maxBits = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= maxBits;
};

/** An IP address, or a network as CIDR writes it (RFC 4632 section 3.1). */
export const network = z
  .string()
  .refine(isNetwork, 'each must be an IP address or a network, such as 203.0.113.0/24');

/** A name with one of these is no phrase unless it stands in quotes (RFC 5322 section 3.2.3). */
const SPECIALS = /[()[\]:;@\\,."]/;

const quoteName = (mailbox: string): string => {
  const [, name = '', address = ''] = /^(.*?)\s*(<[^<>]*>)$/.exec(mailbox.trim()) ?? [];
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/.test(name);
  if (isQuoted || !SPECIALS.test(name)) return mailbox;
  return `"${name.replace(/["\\]/g, '\\$&')}" ${address}`;
};

/** `Name <address>` or an address alone; a name that needs quotes gets them. */
export const mailbox = z
  .string()
  .regex(/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, 'must be "Name <address>" or an address')
  .transform(quoteName);
