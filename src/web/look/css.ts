/** What the rules of the style sheet are written with. */

export const px = (length: number): string => `${length}px`;

/** Size and line height as rem, so that a reader's larger letters make the page larger. */
export const font = ({size, line}: {size: number; line: number}): string =>
  `font-size:${size / 16}rem;line-height:${line / size}`;

/** What a finger hits on a phone, in pixels. */
export const TOUCH = 44;
