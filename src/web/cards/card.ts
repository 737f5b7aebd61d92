/**
 * What a card says. Where a text cannot be written in the card's letters it is left out, never shown as
 * boxes.
 */
export type Card = {
  /** The masthead. */
  name: string;
  /** Small, opposite the masthead: an edition's number of papers, a paper's date. */
  corner: string;
  /** In large letters: an edition's date or a paper's title. */
  heading: string;
  /** In large letters where the heading cannot be written. */
  otherwise: string;
  /** Below it, one line each: an edition's first titles with their ranks, or a paper's authors. */
  lines: string[];
  /** At the foot: votes and the like. */
  facts: string;
};
