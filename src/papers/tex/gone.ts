/** Stands where a citation or a label stood, until the text is whole; no clean text holds this character. */
export const GONE = '\u0000';

/**
 * Closes the gaps that citations leave: brackets with nothing else inside, and the space before a full stop.
 */
export const withoutGaps = (text: string): string => {
  if (!text.includes(GONE)) return text;
  return text
    .replace(/\s?[([][\s,;]{0,9}\0(?:[\s,;]{0,9}\0){0,99}[\s,;]{0,9}[)\]]/g, '')
    .replace(/([,;])[\s~]?\0\s?[,;]/g, '$1')
    .replace(/[\s~]?\0(?=[\s,.;:!?)\]\0]|$)/g, '')
    .replaceAll(GONE, '');
};
