/** The most bytes of a line without its end (RFC 5322 section 2.1.1). */
const MAX_LINE_LENGTH = 998;

const ONCE = ['From', 'To', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'MIME-Version'];

const ONCE_OF_A_LIST = [
  ...['List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Id', 'List-Help', 'List-Owner', 'List-Archive'],
];

/**
 * What of a message breaks RFC 5322, 2045 to 2047, and of a digest RFC 2369 and 8058, of a letter RFC 3834;
 * byte by byte, beside what lenient parsers forgive.
 */
export const emlFaults = (eml: Buffer, kind: 'digest' | 'letter'): string[] => {
  const source = eml.toString('latin1');
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return [
    ...bytesFaults(source),
    ...ONCE.flatMap(name => onceFaults(headers, name)),
    ...encodedWordFaults(head),
    ...(kind === 'digest' ? listFaults(headers) : letterFaults(headers)),
    ...mimeFaults(rest.join('\r\n\r\n')),
  ];
};

const bytesFaults = (source: string): string[] => [
  ...(/[^\r]\n|\r[^\n]/.test(source) ? ['a line does not end with CRLF'] : []),
  ...(source.includes('\0') ? ['there is a NUL'] : []),
  ...(/[\x80-\xff]/.test(source) ? ['there is a byte of more than seven bits'] : []),
  ...(source.split('\r\n').some(({length}) => length > MAX_LINE_LENGTH)
    ? [`a line is longer than ${MAX_LINE_LENGTH} bytes`]
    : []),
];

const onceFaults = (headers: string[], name: string): string[] => {
  const count = headers.filter(line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).length;
  return count === 1 ? [] : [`${name} stands ${count} times`];
};

const ENCODED_WORD = /=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=/g;

/** An encoded word has at most 75 letters, and no bare `=?` is left over (RFC 2047 section 2). */
const encodedWordFaults = (head: string): string[] => [
  ...((head.match(ENCODED_WORD) ?? []).some(({length}) => length > 75)
    ? ['an encoded word is longer than 75 letters']
    : []),
  ...(head.replace(ENCODED_WORD, '').includes('=?') ? ['an encoded word is broken'] : []),
];

const listFaults = (headers: string[]): string[] => [
  ...ONCE_OF_A_LIST.flatMap(name => onceFaults(headers, name)),
  ...oneClickFaults(headers),
];

/**
 * A letter answers one person: it is of no list, offers no way out of one, and tells machines not to answer
 * (RFC 3834 section 5).
 */
const letterFaults = (headers: string[]): string[] => [
  ...headers
    .filter(line => /^(List-|Precedence:)/i.test(line))
    .map(line => `${line.split(':')[0]} stands in a letter, which belongs to no list`),
  ...onceFaults(headers, 'Auto-Submitted'),
  ...(headers.includes('Auto-Submitted: auto-generated')
    ? []
    : ['Auto-Submitted is not as RFC 3834 has it for a letter that a machine writes']),
];

const oneClickFaults = (headers: string[]): string[] => {
  const read = (name: string) =>
    headers
      .find(line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim();
  return [
    ...(/^<https:\/\/[^<>\s]+>$/.test(read('List-Unsubscribe') ?? '')
      ? []
      : ['List-Unsubscribe names no https address (RFC 8058 section 3.1)']),
    ...(read('List-Unsubscribe-Post') === 'List-Unsubscribe=One-Click'
      ? []
      : ['List-Unsubscribe-Post is not as RFC 8058 has it']),
  ];
};

/** Text first, HTML last (RFC 2046 section 5.1.4). */
const mimeFaults = (body: string): string[] => {
  const types = [...body.matchAll(/^Content-Type: (text\/\w+); charset=utf-8\r$/gm)].map(([, type]) => type);
  return types.join() === 'text/plain,text/html' ? [] : [`the parts are ${types.join() || 'none'}`];
};
