import {domainToASCII} from 'node:url';
import {quoted} from './quoted.ts';

export type ParsedAddress =
  | {
      kind: 'address';
      /** As it is written to: the local part as typed, the domain in lower-case ASCII. */
      address: string;
      /**
       * The identity: lower case all through, so that `A@example.org` and `a@example.org` are one subscriber.
       */
      folded: string;
    }
  | {kind: 'refused'; reason: string};

/** RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, two of them its angle brackets. */
const MAX_ADDRESS_LENGTH = 254;
/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART_LENGTH = 64;
/** RFC 1035 section 2.3.4. */
const MAX_LABEL_LENGTH = 63;
/** Far above any address with white space around it; nothing longer is even looked at. */
const MAX_INPUT_LENGTH = 1000;

/**
 * Reads an address as a person typed it. The local part stays as typed, `+tag` included; the domain becomes
 * lower-case ASCII (UTS 46). Refused, each with one line that names the value and the rule: quoted local
 * parts, comments, address literals, local parts beyond ASCII, domains without a dot. Takes time linear in at
 * most 1,000 characters. Rules: RFC 5321 sections 4.1.2 and 4.5.3.1, RFC 5322 section 3.2.3 (dot-atom), RFC
 * 1123 section 2.1.
 */
export const parseAddress = (raw: string): ParsedAddress => {
  if (raw.length > MAX_INPUT_LENGTH) return refused(raw, `is longer than ${MAX_ADDRESS_LENGTH} characters`);
  const text = raw.trim().normalize('NFC');
  const problem = problemOfText(text);
  if (problem) return refused(text, problem);
  const at = text.indexOf('@');
  const local = text.slice(0, at);
  const localProblem = problemOfLocalPart(local);
  if (localProblem) return refused(text, localProblem);
  const domain = toAsciiDomain(text.slice(at + 1));
  const domainProblem = problemOfDomain(domain);
  if (domainProblem) return refused(text, domainProblem);
  const address = `${local}@${domain}`;
  if (address.length > MAX_ADDRESS_LENGTH)
    return refused(text, `is longer than ${MAX_ADDRESS_LENGTH} characters`);
  return {kind: 'address', address, folded: foldAddress(address)};
};

/** The identity of an address that `parseAddress` returned: lower case all through. */
export const foldAddress = (address: string): string => address.toLowerCase();

const refused = (value: string, rule: string): ParsedAddress => ({
  kind: 'refused',
  reason: `the address ${quoted(value)} ${rule}`,
});

const problemOfText = (text: string): string | null => {
  if (text === '') return 'is empty';
  if (text.length > MAX_ADDRESS_LENGTH) return `is longer than ${MAX_ADDRESS_LENGTH} characters`;
  if (/[<>]/.test(text)) return 'must be the bare address, without a name and angle brackets';
  if (/[\p{C}\u2028\u2029]/u.test(text)) return 'contains an invisible character';
  if (/\s/.test(text)) return 'contains a space';
  if (!text.includes('@')) return 'has no @';
  if (text.includes('"')) return 'has a quoted part, which is not supported';
  if (/[()]/.test(text)) return 'has a comment in brackets, which is not supported';
  if (text.indexOf('@') !== text.lastIndexOf('@')) return 'has more than one @';
  return null;
};

const problemOfLocalPart = (local: string): string | null => {
  if (local === '') return 'has nothing in front of the @';
  if (mixesScripts(local)) return 'mixes alphabets in front of the @, as forged addresses do';
  if (/[^\x20-\x7e]/.test(local))
    return 'has letters beyond ASCII in front of the @, which mail cannot rely on';
  if (local.length > MAX_LOCAL_PART_LENGTH)
    return `has more than ${MAX_LOCAL_PART_LENGTH} characters in front of the @`;
  if (local.startsWith('.') || local.endsWith('.')) return 'begins or ends with a dot in front of the @';
  if (local.includes('..')) return 'has two dots in a row in front of the @';
  const odd = /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/.exec(local);
  return odd ? `has ${quoted(odd[0])} in front of the @, which no plain address may have` : null;
};

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  /\p{Script=Hangul}/u,
];

const mixesScripts = (text: string): boolean => scripts.filter(script => script.test(text)).length > 1;

/** '' where the domain has no ASCII form. */
const toAsciiDomain = (domain: string): string => {
  if (/^[A-Za-z0-9.-]*$/.test(domain) && !/xn--/i.test(domain)) return domain.toLowerCase();
  // UTS 46 would turn some ASCII (`%2e`) into other letters; nothing but what the rules below judge may reach
  // it.
  if (/[^A-Za-z0-9.\-\u0080-\u{10ffff}]/u.test(domain)) return domain;
  return domainToASCII(domain);
};

const problemOfDomain = (domain: string): string | null => {
  if (domain === '') return 'has no valid domain after the @';
  if (domain.startsWith('[')) return 'has a number for a domain, which is not supported';
  const odd = /[^a-z0-9.-]/.exec(domain);
  if (odd) return `has ${quoted(odd[0])} in its domain`;
  const labels = domain.split('.');
  if (labels.includes('')) return 'has an empty part in its domain';
  if (labels.length < 2) return 'has no dot in its domain';
  if (labels.some(label => label.length > MAX_LABEL_LENGTH))
    return `has more than ${MAX_LABEL_LENGTH} characters between two dots`;
  if (labels.some(label => label.startsWith('-') || label.endsWith('-')))
    return 'has a part of its domain that begins or ends with a hyphen';
  const top = labels.at(-1) ?? '';
  if (!/^([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(top)) return 'ends in no top-level domain';
  return null;
};
