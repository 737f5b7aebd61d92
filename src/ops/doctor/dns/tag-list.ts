/**
 * The tags of a DMARC or DKIM record, `v=DMARC1; p=none` (RFC 6376 section 3.2). The first of two with one
 * name counts; what is no tag is passed over.
 */
export const parseTags = (record: string): Map<string, string> => {
  const tags = new Map<string, string>();
  for (const part of record.split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    if (name !== '' && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
};
