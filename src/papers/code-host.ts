/**
 * The beginning of a code link as it is compared and told: `https://github.com/DeepMind/` as
 * `github.com/deepmind`.
 */
export const toCodeHost = (link: string): string =>
  link
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^(?:www\.)+/, '')
    .replace(/\/+$/, '');
