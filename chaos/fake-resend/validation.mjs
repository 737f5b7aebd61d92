/** @typedef {{name: string, message: string}} Flaw */

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isRecord = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The address inside `Name <address>`, or the whole text.
 * @param {string} mailbox
 */
export const bareAddress = mailbox => {
  const open = mailbox.lastIndexOf('<');
  return open >= 0 && mailbox.endsWith('>') ? mailbox.slice(open + 1, -1) : mailbox;
};

/**
 * A field that holds one text or a list of them.
 * @param {unknown} value
 * @returns {string[]}
 */
export const listOf = value => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
};

/** @param {string} mailbox */
const isAddress = mailbox => {
  const address = bareAddress(mailbox);
  return (
    address.length <= 254 && /^[!#-'*+\-./0-9=?A-Z^-~]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address)
  );
};

/**
 * @param {Record<string, unknown>} mail
 * @returns {Flaw | null}
 */
const flawOfAddresses = mail => {
  const from = mail.from;
  if (typeof from !== 'string' || !isAddress(from))
    return {name: 'validation_error', message: `Invalid \`from\` field: ${String(from)}.`};
  const to = listOf(mail.to);
  if (to.length === 0) return {name: 'missing_required_field', message: 'Missing `to` field.'};
  if (to.length > 50)
    return {name: 'validation_error', message: 'The `to` field has more than 50 recipients.'};
  for (const mailbox of [...to, ...listOf(mail.cc), ...listOf(mail.bcc), ...listOf(mail.reply_to)])
    if (!isAddress(mailbox))
      return {
        name: 'validation_error',
        message:
          `Invalid \`to\` field: ${mailbox}. The email address needs to follow the \`email@example.com\` ` +
          `or \`Name <email@example.com>\` format.`,
      };
  return null;
};

/**
 * @param {unknown} tags
 * @returns {Flaw | null}
 */
const flawOfTags = tags => {
  if (tags === undefined) return null;
  if (!Array.isArray(tags)) return {name: 'validation_error', message: 'The `tags` field must be a list.'};
  for (const tag of tags)
    for (const part of [tag?.name, tag?.value])
      if (typeof part !== 'string' || !/^[A-Za-z0-9_-]{1,256}$/.test(part))
        return {
          name: 'validation_error',
          message:
            'Tags should only contain ASCII letters, numbers, underscores, or dashes, at most 256 ' +
            'characters.',
        };
  return null;
};

/**
 * @param {unknown} headers
 * @returns {Flaw | null}
 */
const flawOfHeaders = headers => {
  if (headers === undefined) return null;
  if (!isRecord(headers))
    return {name: 'validation_error', message: 'The `headers` field must be an object.'};
  for (const [name, value] of Object.entries(headers))
    if (!/^[!-9;-~]+$/.test(name) || typeof value !== 'string' || /[\r\n\0]/.test(value))
      return {name: 'validation_error', message: `Invalid header \`${name.slice(0, 40)}\`.`};
  return null;
};

/**
 * What Resend would refuse a mail for, or null. The rules are those of its documents; the words are near to
 * its own and, like them, may repeat the address.
 * @param {unknown} mail
 * @param {ReadonlySet<string>} refused addresses that look well and are not taken all the same
 * @returns {Flaw | null}
 */
export const flawOf = (mail, refused) => {
  if (!isRecord(mail)) return {name: 'validation_error', message: 'An email must be an object.'};
  if (typeof mail.subject !== 'string' || mail.subject === '')
    return {name: 'missing_required_field', message: 'Missing `subject` field.'};
  if (typeof mail.html !== 'string' && typeof mail.text !== 'string')
    return {name: 'validation_error', message: 'Missing `html` or `text` field.'};
  const to = listOf(mail.to)
    .map(bareAddress)
    .find(address => refused.has(address));
  if (to !== undefined) return {name: 'validation_error', message: `Invalid \`to\` field: ${to}.`};
  return flawOfAddresses(mail) ?? flawOfTags(mail.tags) ?? flawOfHeaders(mail.headers);
};
