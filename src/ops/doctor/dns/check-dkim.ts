import {createPublicKey} from 'node:crypto';
import type {Dns} from './dns.ts';
import type {Finding} from './finding.ts';
import {parseTags} from './tag-list.ts';

/** Shorter keys are refused by the large mailboxes (RFC 8301 section 3.2). */
const MIN_BITS = 1024;
const FIX = 'add the TXT record that Resend names';

/** What is wrong with the key under which Resend signs for a domain (RFC 6376). */
export const checkDkim = async (domain: string, dns: Pick<Dns, 'txt'>): Promise<Finding[]> => {
  const name = `resend._domainkey.${domain}`;
  const [tags] = (await dns.txt(name)).map(parseTags).filter(found => found.has('p'));
  if (tags === undefined) return [{message: 'there is no DKIM key of Resend', fix: FIX}];
  const key = (tags.get('p') ?? '').replace(/\s/g, '');
  if (key === '') return [{message: `the DKIM key ${name} was taken back (p is empty)`, fix: FIX}];
  const isTest = (tags.get('t') ?? '').split(':').includes('y');
  return [
    ...(isTest ? [{message: `the DKIM key ${name} says that it is a test (t=y)`, fix: 'take t=y out'}] : []),
    ...(tags.get('k') === 'ed25519' ? [] : faultsOfRsa(name, key)),
  ];
};

const faultsOfRsa = (name: string, key: string): Finding[] => {
  const bits = bitsOf(key);
  if (bits === null) return [{message: `the DKIM key ${name} cannot be read`, fix: FIX}];
  return bits < MIN_BITS
    ? [{message: `the DKIM key ${name} has ${bits} bits; ${MIN_BITS} are the least`, fix: FIX}]
    : [];
};

const bitsOf = (key: string): number | null => {
  try {
    const read = createPublicKey({key: Buffer.from(key, 'base64'), format: 'der', type: 'spki'});
    return read.asymmetricKeyDetails?.modulusLength ?? null;
  } catch {
    return null;
  }
};
