/**
 * What mail, letters and pages look like in common: a broadsheet's front page. Lengths are CSS pixels. Every
 * text colour of ours has a contrast of at least 7:1 on its ground (WCAG 1.4.6), so that a client that
 * inverts colours by itself leaves it legible. Font names stand without quotes: mail templates put them into
 * attributes, and CSS asks for none.
 */
export const theme = {
  light: {ground: '#fdfcf9', ink: '#1b1a17', quiet: '#524e46', accent: '#8f1d14', rule: '#cbc6ba'},
  dark: {ground: '#171614', ink: '#ebe8e1', quiet: '#b9b4a9', accent: '#f0a294', rule: '#4a463f'},
  fonts: {
    serif: 'Georgia,serif',
    sans: 'Helvetica,Arial,sans-serif',
    mono: 'Menlo,Consolas,monospace',
  },
  /** Size and line height. */
  type: {
    masthead: {size: 44, line: 48},
    lead: {size: 24, line: 30},
    title: {size: 20, line: 26},
    body: {size: 16, line: 24},
    small: {size: 13, line: 20},
    /** Of a mail: the name, a paper's title with room and in brief, why it is there. */
    name: {size: 30, line: 34},
    leadTitle: {size: 23, line: 28},
    briefTitle: {size: 17, line: 22},
    reason: {size: 15, line: 20},
  },
  space: {
    edge: 20,
    line: 4,
    block: 8,
    lead: 34,
    paper: 28,
    section: 40,
    mailEdge: 24,
    phoneEdge: 20,
    group: 30,
  },
  /** The widest that text runs. */
  width: 600,
  /** The picture of a paper, as wide as the text is. */
  picture: {width: 560, height: 294},
  /**
   * The picture that may stand in the masthead in place of the name, and the letters of its words where
   * pictures are off.
   */
  logo: {width: 240, height: 48, size: 20, line: 24},
} as const;

/** One set of colours: light or dark. */
export type Palette = Record<keyof typeof theme.light, string>;

/** The one colour besides ink and ground, `#rrggbb`: on the light ground and on the dark one. */
export type Accents = {light: string; dark: string};

export const ourAccents: Accents = {light: theme.light.accent, dark: theme.dark.accent};

/** The theme with an operator's own accents. */
export const themeWith = (accents: Accents) => ({
  ...theme,
  light: {...theme.light, accent: accents.light} satisfies Palette,
  dark: {...theme.dark, accent: accents.dark} satisfies Palette,
});
