import type {EditionId} from '../../editions/edition.ts';
import type {Letterhead} from '../mail.ts';
import {onOneLine} from '../plain-text.ts';

/**
 * The headers of a digest: the list's (RFC 2369, RFC 2919), the one-click way out (RFC 8058), and what keeps
 * holiday responders quiet (RFC 3834; `Precedence` is no standard, but old ones read nothing else). Each
 * stands once, in ASCII, on one line. The link is named only as https, or as http on this machine: RFC
 * 8058 allows no other, and the link in the mail stays. An inbox of the operator's stands beside it.
 */
export const digestHeaders = ({
  letterhead,
  edition,
  unsubscribeUrl,
  manageUrl,
}: {
  letterhead: Letterhead;
  edition: EditionId;
  unsubscribeUrl: string;
  manageUrl: string;
}): Record<string, string> => ({
  ...unsubscribeHeaders(unsubscribeUrl, letterhead.unsubscribeMailto),
  'List-Id': `${phrase(letterhead.name)} <${letterhead.listId}>`,
  'List-Help': uri(manageUrl),
  'List-Owner': uri(`mailto:${addressIn(letterhead.replyTo ?? letterhead.from)}`),
  'List-Archive': uri(`${letterhead.publicUrl}/editions/${edition}`),
  'List-Post': 'NO',
  'Auto-Submitted': 'auto-generated',
  Precedence: 'list',
});

/** The link first, since a program takes the first that it knows (RFC 2369 section 2). */
const unsubscribeHeaders = (url: string, mailto: string | undefined): Record<string, string> => {
  const isOneClick = isAllowed(new URL(url));
  const ways = [
    ...(isOneClick ? [uri(url)] : []),
    ...(mailto === undefined ? [] : [uri(`mailto:${mailto}?subject=unsubscribe`)]),
  ];
  return {
    ...(ways.length > 0 ? {'List-Unsubscribe': ways.join(', ')} : {}),
    ...(isOneClick ? {'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'} : {}),
  };
};

const isAllowed = ({protocol, hostname}: URL): boolean =>
  protocol === 'https:' ||
  (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));

// `new URL` writes what is not ASCII in percent signs; brackets, spaces and commas would end the address (RFC
// 2369 section 2).
const uri = (url: string): string => `<${new URL(url).href.replace(/[<>,\s]/g, inPercent)}>`;

const inPercent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;

const addressIn = (mailbox: string): string => mailbox.replace(/^[^<]*<|>$/g, '');

/**
 * A display name as a header takes it: bare, quoted, or in encoded words of at most 75 letters (RFC 2047
 * section 2).
 */
const phrase = (name: string): string => {
  const line = onOneLine(name);
  if (/^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*$/.test(line) && !line.includes('=?')) return line;
  if (/^[ -~]*$/.test(line) && !line.includes('=?')) return `"${line.replace(/["\\]/g, '\\$&')}"`;
  return bytesInPieces(line)
    .map(piece => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`)
    .join(' ');
};

/** The most bytes whose base64 fits into an encoded word. */
const ENCODED_BYTES = 45;

// No letter may stand across two encoded words (RFC 2047 section 5).
const bytesInPieces = (text: string): string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of text) {
    if (Buffer.byteLength(piece + letter) > ENCODED_BYTES) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
};

/** The opaque ids that webhooks bring back: they name the place of a mail in a run, and no address. */
export const digestTags = ({
  edition,
  run,
  chunk,
  number,
  instanceId,
}: {
  edition: EditionId;
  /** From 1. */
  run: number;
  /** The chunk's name in its run, `42`, or `42.1` for a half. */
  chunk: string;
  /** The subscriber's number. */
  number: number;
  /** Null for a mail that was frozen before tags named one. */
  instanceId: string | null;
}): Record<string, string> => ({
  edition,
  run: String(run),
  // Tags take no dot.
  chunk: chunk.replaceAll('.', '_'),
  subscriber: String(number),
  ...(instanceId === null ? {} : {instance: instanceId}),
});
