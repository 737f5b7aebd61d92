import {z} from 'zod';
import {theme} from '../../templates/theme.ts';
import {contrastOf, MIN_CONTRAST} from './contrast.ts';

const MAX_NAME_LETTERS = 60;
const MAX_FOOTER_LETTERS = 500;

/**
 * The name stands in subjects, headers and titles: one line, and nothing that reorders what stands beside it.
 */
const siteName = z
  .string()
  .trim()
  .max(MAX_NAME_LETTERS, `must have at most ${MAX_NAME_LETTERS} letters`)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u, 'must be one line without control characters');

/** Without a query nobody can be told apart by what they load; mailboxes show no SVG. */
const picture = z
  .string()
  .refine(
    text =>
      /^https:\/\/[a-z0-9.-]+(:\d+)?\/[A-Za-z0-9._~/-]+\.(png|jpe?g|gif)$/.test(text) &&
      URL.canParse(text) &&
      new URL(text).href === text,
    'must be the https URL of a .png, .jpg or .gif, without a query',
  );

/** A colour that can be read on this ground of the theme. */
const accentOn = (scheme: 'light' | 'dark') =>
  z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/, {error: 'must be a colour such as #8f1d14', abort: true})
    .refine(colour => contrastOf(colour, theme[scheme].ground) >= MIN_CONTRAST, {
      error: ({input}) => tooFaint(String(input), theme[scheme].ground),
    })
    .default(theme[scheme].accent);

// Rounded down: a contrast of 4.499 is not to be told as 4.5.
const tooFaint = (colour: string, ground: string): string =>
  `has a contrast of ${roundDown(contrastOf(colour, ground))} on ${ground}, and text needs ${MIN_CONTRAST}`;

const roundDown = (contrast: number): string => (Math.floor(contrast * 100) / 100).toFixed(2);

const footerText = z
  .string()
  .trim()
  .max(MAX_FOOTER_LETTERS, `must have at most ${MAX_FOOTER_LETTERS} letters`);

/** Name, logo, colours and footer. */
export const brandingSettings = {
  SITE_NAME: siteName
    .default('Paperboy')
    .describe('Name of your newsletter, in emails, letters, pages and feeds'),
  LOGO_URL: picture
    .optional()
    .describe(
      `Logo shown instead of the name, as ${theme.logo.width} × ${theme.logo.height}; on the host of ` +
        `\`PUBLIC_URL\``,
    ),
  ACCENT_COLOUR: accentOn('light').describe('Colour of links on a light background'),
  ACCENT_COLOUR_DARK: accentOn('dark').describe('Colour of links on a dark background'),
  FOOTER_TEXT: footerText
    .optional()
    .describe('A sentence or two at the end of emails, letters and pages; plain text'),
  TEMPLATES_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder whose `digest.mjml` and `digest.txt` replace the built-in ones (docs/templates.md)'),
};

/**
 * Why the logo is refused beside these pages, or null. A mail loads nothing from third parties, so the logo
 * is on the host that serves the pages.
 */
export const whyForeignLogo = ({
  LOGO_URL,
  PUBLIC_URL,
}: {
  LOGO_URL?: string | undefined;
  PUBLIC_URL: string;
}): string | null =>
  LOGO_URL === undefined || new URL(LOGO_URL).origin === new URL(PUBLIC_URL).origin
    ? null
    : 'LOGO_URL: must be on the host of PUBLIC_URL, since an email loads nothing from third parties';
