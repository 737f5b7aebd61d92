import {z} from 'zod';
import {theme} from '../../templates/theme.ts';
import {contrastOf, LEAST_CONTRAST} from './contrast.ts';

/** What an operator may set of name, logo, colours and footer: the shapes that the schema of config.ts is made with. */

const LONGEST_NAME = 60;
const LONGEST_FOOTER = 500;

/** It stands in subjects, headers and titles: one line, and nothing that reorders what stands beside it. */
export const siteName = z
  .string()
  .trim()
  .max(LONGEST_NAME, `must have at most ${LONGEST_NAME} letters`)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u, 'must be one line without control characters');

/** Without a query nobody can be told apart by what they load; mailboxes show no SVG. */
export const picture = z
  .string()
  .refine(
    text =>
      /^https:\/\/[a-z0-9.-]+(:\d+)?\/[A-Za-z0-9._~/-]+\.(png|jpe?g|gif)$/.test(text) &&
      URL.canParse(text) &&
      new URL(text).href === text,
    'must be the https address of a .png, .jpg or .gif, without a query',
  );

/** A colour that can be read on this ground of the theme. */
export const accentOn = (scheme: 'light' | 'dark') =>
  z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/, {error: 'must be a colour such as #8f1d14', abort: true})
    .refine(colour => contrastOf(colour, theme[scheme].ground) >= LEAST_CONTRAST, {
      error: ({input}) => tooFaint(String(input), theme[scheme].ground),
    })
    .default(theme[scheme].accent);

// Rounded down: a contrast of 4.499 is not to be told as 4.5.
const tooFaint = (colour: string, ground: string): string =>
  `has a contrast of ${(Math.floor(contrastOf(colour, ground) * 100) / 100).toFixed(2)} on ${ground}, and text needs ${LEAST_CONTRAST}`;

export const footerText = z
  .string()
  .trim()
  .max(LONGEST_FOOTER, `must have at most ${LONGEST_FOOTER} letters`);

/**
 * Why the logo is refused beside these pages, or null. A mail loads nothing from third parties: whoever keeps the pages keeps the picture,
 * or nobody does.
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
    : 'LOGO_URL: must be on the host of PUBLIC_URL, since a mail loads nothing from third parties';
