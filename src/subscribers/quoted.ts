/** A value from outside inside a message: in quotes, one line, at most 60 characters, nothing invisible. */
export const quoted = (value: string): string => {
  const clipped = value.length > 60 ? `${value.slice(0, 59).replace(/[\ud800-\udbff]$/, '')}…` : value;
  return JSON.stringify(clipped.replace(/[\p{C}\u2028\u2029]/gu, '\ufffd'));
};
