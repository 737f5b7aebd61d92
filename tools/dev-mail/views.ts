import type {ShownMail} from './render-mail.ts';

/** The ways in which a mail is looked at, side by side; widths are CSS pixels. */
export const VIEWS = [
  {name: 'phone', title: 'Phone, 360', width: 360},
  {name: 'desktop', title: 'Desktop, 600', width: 600},
  {name: 'dark', title: 'Dark, 600', width: 600},
  {name: 'text', title: 'Plain text', width: 660},
  {name: 'images-off', title: 'Images off, 360', width: 360},
] as const;

export type ViewName = (typeof VIEWS)[number]['name'];

/** The media query of every dark style, in a mail of ours or an operator's. */
const DARK = /@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)/g;

/** A colour for each of the two, which follows the screen, too. */
const EITHER = /light-dark\(([^,()]*),([^,()]*)\)/g;

const forced = (scheme: 'light' | 'dark'): string =>
  `<style>:root{color-scheme:${scheme} only!important}</style>`;

/** The mail as one view shows it; light and dark are forced, whatever the developer's own screen prefers. */
export const viewOf = (view: Exclude<ViewName, 'text'>, {html}: ShownMail): string => {
  const scheme = view === 'dark' ? 'dark' : 'light';
  const painted = html
    .replace(DARK, scheme === 'dark' ? '@media all' : '@media not all')
    .replace(EITHER, scheme === 'dark' ? '$2' : '$1')
    .replace('</head>', () => `${forced(scheme)}</head>`);
  return view === 'images-off' ? painted.replace(/(<img\b[^>]*?)\ssrc="[^"]*"/gi, '$1') : painted;
};
