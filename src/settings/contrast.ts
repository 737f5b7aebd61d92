/** The least contrast of text on its ground that people with low vision can read (WCAG 2.2, 1.4.3). */
export const MIN_CONTRAST = 4.5;

/**
 * How two colours, each `#rrggbb`, stand out from each other: from 1 (not at all) to 21 (black on white);
 * WCAG 2.2, "contrast ratio".
 */
export const contrastOf = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

/** WCAG 2.2, "relative luminance". */
const luminanceOf = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(place => Number.parseInt(colour.slice(place, place + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
