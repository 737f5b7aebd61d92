const MAX_LENGTH = 60;

/** A foreign value as part of a one-line reason: quoted, on one line, at most 60 characters of it. */
export const quote = (value: unknown): string => {
  if (typeof value !== 'string') return quoteOther(value);
  const head = value.slice(0, MAX_LENGTH + 1);
  const shown = head.length > MAX_LENGTH ? `${head.slice(0, MAX_LENGTH)}…` : head;
  return JSON.stringify(onOneLine(shown));
};

/** At most 200 characters of a message, without line breaks and what cannot be seen. */
export const onOneLine = (message: string): string =>
  message.slice(0, 200).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

const quoteOther = (value: unknown): string => {
  if (value === null || ['number', 'boolean', 'undefined'].includes(typeof value)) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
};
