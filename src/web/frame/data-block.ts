import {html, raw} from 'hono/html';

/**
 * What a page is about, for search engines and reference managers (schema.org as JSON-LD). No browser runs it
 * and no policy has to allow it: a script element of another type than JavaScript's is a data block (HTML,
 * section 4.12.1). `<` is written as an escape, so that no text can end it.
 */
export const dataBlock = (description: object): ReturnType<typeof html> => {
  const json = JSON.stringify(description).replaceAll('<', '\\u003c');
  return html`<script type="application/ld+json">${raw(json)}</script>`;
};
