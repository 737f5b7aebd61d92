const MAX_READ_LENGTH = 2000;
const LONGEST = 200;

/**
 * What another machine said, fit to be stored and shown: one line of at most 200 characters without
 * addresses, API keys or control characters. Servers like to repeat the address that they refuse.
 */
export const toReason = (text: string): string => {
  const line = text
    .slice(0, MAX_READ_LENGTH)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/"[^"]{0,64}"(?=@)/g, 'address')
    .split(/([\s<>,;:()[\]{}"'`]+)/)
    .map(word => (isSecret(word) ? '[hidden]' : word))
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim();
  return [...line].slice(0, LONGEST).join('');
};

/** An address in any dress (`a@b`, percent-encoded, full-width) or a Resend API key. */
const isSecret = (word: string): boolean => /[@＠﹫]|%40|^re_\w{8}/i.test(word);
