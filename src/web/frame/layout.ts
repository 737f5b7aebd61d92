import {html, raw} from 'hono/html';
import {languages} from '../../../templates/languages/languages.ts';
import {theme} from '../../../templates/theme.ts';
import {pageStyle} from '../look/style.ts';
import {dataBlock} from './data-block.ts';
import {pageScript} from './page-script.ts';
import {pathTo, type Site} from './site.ts';

/** Escaped markup; every value put into `html` is escaped on its way in. */
export type Html = ReturnType<typeof html>;

/**
 * The picture that a preview of a link to a page shows: its path, its text alternative, its size in pixels.
 */
export type CardLink = {path: string; alt: string; width: number; height: number};

/** A feed as the head of a page names it. */
export type FeedLink = {path: string; mediaType: string; name: string};

export type Page = {
  site: Site;
  title: string;
  body: Html;
  /** What search engines and previews show; pages without one are kept out of indexes. */
  description?: string;
  /** The path that stands for the page, `/editions/2026-03-12`. */
  canonical?: string;
  /** The picture that previews of a link to it show. */
  card?: CardLink;
  /** What it is about, in schema.org's words. */
  about?: object;
  /** The feeds that it names to browsers and feed readers. */
  feeds?: readonly FeedLink[];
  /** Whether it has something that the pages' one script helps with. */
  hasScript?: boolean;
  /** What stands at the foot in place of what every visitor may know of the instance. */
  footing?: Html;
  /** What stands in place of the public pages' way about; `home` is where the name leads. */
  masthead?: {home: string; nav: Html};
  /** The style sheet and the script of a part of the site that has its own. */
  style?: string;
  script?: string;
};

/**
 * The frame of every page: masthead, content, who sends it. Reads without a style sheet, without a script, at
 * any width.
 */
export const page = ({
  site,
  title,
  body,
  description,
  canonical,
  card,
  about,
  feeds = [],
  hasScript = false,
  footing = forVisitors(site),
  masthead = {home: '/', nav: siteNav(site, canonical)},
  style = pageStyle(site.accents),
  script = hasScript ? pageScript : '',
}: Page): Html => html`<!doctype html>
<html lang="${site.speech.language.code}" dir="${site.speech.language.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === site.name ? title : `${title} · ${site.name}`}</title>
${
  description === undefined
    ? html`<meta name="robots" content="noindex">`
    : html`<meta name="description" content="${description}">`
}
${canonical === undefined ? '' : canonicalLinks(site, canonical)}
${
  card === undefined
    ? ''
    : previewTags({site, title, description: description ?? '', canonical: canonical ?? '/', card})
}${about === undefined ? '' : html`${dataBlock(about)}\n`}${feedLinks(site, feeds)}<style>${raw(
  style,
)}</style>
</head>
<body>
<a class="skip" href="#content">${site.speech.say('frame.skip')}</a>
<header class="masthead">
<p class="name"><a href="${pathTo(site, masthead.home)}">${mastheadOf(site)}</a></p>
${masthead.nav}
</header>
<main id="content">
${noteOf(site)}${body}
</main>
<footer>
${footing}${languageLine(site, canonical)}
${
  site.footer === null
    ? ''
    : html`<p dir="auto">${site.footer}</p>
`
}${site.postalAddress === null ? '' : html`<p><bdi>${site.postalAddress}</bdi></p>`}
</footer>
${script === '' ? '' : html`<script>${raw(script)}</script>`}
</body>
</html>
`;

const noteOf = ({note, speech}: Site): Html | string =>
  note === null ? '' : html`<p role="note"><strong>${speech.say(note)}</strong></p>\n`;

/** A page that anybody may read leads to the sign-up form too. */
const siteNav = (site: Site, canonical: string | undefined): Html => {
  const {say} = site.speech;
  return html`<nav aria-label="${say('frame.site')}">
<a href="${pathTo(site, '/editions')}">${say('frame.editions')}</a>
<a href="${pathTo(site, '/search')}">${say('frame.search')}</a>${
    canonical === undefined
      ? ''
      : html`\n<a href="${pathTo(site, '/#subscribe')}">${say('frame.subscribe')}</a>`
  }</nav>`;
};

const inLanguage = (path: string, code: string): string => pathWith(path, `lang=${code}`);

const pathWith = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** A page that stands for itself in each language; without one it is in that of its reader. */
const canonicalLinks = (site: Site, canonical: string): Html => {
  const here = `${site.publicUrl}${canonical}`;
  const own = site.askedLanguage === null ? here : inLanguage(here, site.askedLanguage);
  return html`<link rel="canonical" href="${own}">
<link rel="alternate" hreflang="x-default" href="${here}">
${languages.map(
  ({code}) => html`<link rel="alternate" hreflang="${code}" href="${inLanguage(here, code)}">\n`,
)}`;
};

/** The other languages of a page that anybody may read, and whether somebody has read this translation. */
const languageLine = (site: Site, canonical: string | undefined): Html => {
  const {language, say} = site.speech;
  const unread = language.isReviewed ? '' : html`\n<p>${say('frame.notReviewed')}</p>`;
  if (canonical === undefined) return html`${unread}`;
  const base = {...site, askedLanguage: null};
  const links = languages
    .filter(({code}) => code !== language.code)
    .map(
      ({code, name, dir}) =>
        html`<a href="${pathTo(base, inLanguage(canonical, code))}" lang="${code}" hreflang="${code}"
  dir="${dir}">${name}</a>\n`,
    );
  return html`\n<nav aria-label="${say('frame.languages')}">${links}</nav>${unread}`;
};

/**
 * What previews of a link are made from (ogp.me, and the one tag of X's that says how large the picture is).
 */
const previewTags = ({
  site,
  title,
  description,
  canonical,
  card,
}: {
  site: Site;
  title: string;
  description: string;
  canonical: string;
  card: CardLink;
}): Html[] =>
  [
    ['og:type', 'article'],
    ['og:site_name', site.name],
    ['og:title', title],
    ['og:description', description],
    ['og:url', `${site.publicUrl}${canonical}`],
    ['og:image', `${site.publicUrl}${card.path}`],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(card.width)],
    ['og:image:height', String(card.height)],
    ['og:image:alt', card.alt],
  ]
    .map(([property, content]) => html`<meta property="${property}" content="${content}">\n`)
    .concat(html`<meta name="twitter:card" content="summary_large_image">\n`);

const {width, height} = theme.logo;

const mastheadOf = ({name, logoUrl}: Site): Html | string =>
  logoUrl === null ? name : html`<img src="${logoUrl}" alt="${name}" width="${width}" height="${height}">`;

const forVisitors = (site: Site): Html =>
  html`<p>${site.speech.say('frame.what', {name: site.name})}<br>
<a href="${pathTo(site, '/privacy')}">${site.speech.say('frame.privacy')}</a></p>`;

const feedLinks = (site: Site, feeds: readonly FeedLink[]): Html[] =>
  feeds.map(
    ({path, mediaType, name}) =>
      html`<link rel="alternate" type="${mediaType}" title="${site.name}, ${name}"
  href="${site.publicUrl}${path}">\n`,
  );

/** A page that says one thing: a heading, some sentences, and perhaps one thing to do. */
export const notice = ({
  site,
  title,
  sentences,
  next,
  hasScript = false,
}: Omit<Page, 'body'> & {sentences: (string | Html)[]; next?: Html}): Html =>
  page({
    site,
    title,
    hasScript,
    body: html`<h1>${title}</h1>
${sentences.map(sentence => html`<p>${sentence}</p>\n`)}${next ?? ''}`,
  });

/** A link that stands alone, with room for a thumb on a phone; null leads back to the page itself. */
export const loneLink = (href: string | null, words: string): Html =>
  html`<p><a class="alone" href="${href ?? ''}">${words}</a></p>`;
