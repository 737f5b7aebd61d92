import {existsSync} from 'node:fs';
import {chromium} from 'playwright-core';
import UPNG from 'upng-js';

/** Where Debian's package puts it. */
const CHROMIUM = '/usr/bin/chromium';

/**
 * @typedef {{html: string, width: number, scheme?: 'light' | 'dark', height?: number, colours?: number}} View
 *   `height`: at most so many pixels from the top; without it, as high as what is shown. `colours`: fewer for
 *   what was made smaller, whose letters have many
 */

export const noCamera = existsSync(CHROMIUM)
  ? null
  : `There is no ${CHROMIUM} (Debian: apt-get install chromium)`;

/**
 * A browser without a network that takes pictures; letters are smoothed in grey, so that pictures stay small.
 * Throws where something is to be loaded: neither mails nor pages of ours load anything.
 */
export const openCamera = async () => {
  const chrome = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-lcd-text', '--font-render-hinting=none'],
  });
  const context = await chrome.newContext({offline: true});
  const page = await context.newPage();
  /** @type {string[]} */
  const requests = [];
  page.on('request', request => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  return {
    /**
     * A PNG of what a mail or a page looks like.
     * @param {View} view
     */
    take: async ({html, width, scheme = 'light', height, colours}) => {
      await page.setViewportSize({width, height: 100});
      await page.emulateMedia({colorScheme: scheme});
      await page.setContent(html);
      if (requests.length > 0) throw new Error(`it loads ${requests.join(', ')}`);
      const full = Number(await page.evaluate('document.documentElement.scrollHeight'));
      const shown = Math.min(full, height ?? full);
      await page.setViewportSize({width, height: shown});
      return withPalette(await page.screenshot({clip: {x: 0, y: 0, width, height: shown}}), colours);
    },
    close: () => chrome.close(),
  };
};

/**
 * A palette holds this many colours; grey-smoothed text on a ground of ours has fewer, so nothing is lost.
 */
const COLOURS = 256;

/**
 * The same picture at half its size.
 * @param {Buffer} png
 * @param {number} [colours]
 */
const withPalette = (png, colours = COLOURS) => {
  const picture = UPNG.decode(new Uint8Array(png).buffer);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, colours));
};

/**
 * Two pictures beside each other on a quiet ground, as one page.
 * @param {{left: Buffer, right: Buffer}} pictures
 * @param {number} [scale] 1 for their own size
 */
export const besideEachOther = ({left, right}, scale = 1) => {
  const images = [left, right].map(
    png => `<img alt="" src="data:image/png;base64,${png.toString('base64')}">`,
  );
  const body = 'body{margin:0;padding:20px;background:#e8e5de;display:flex;gap:24px;align-items:start}';
  return `<style>${body}img{display:block;zoom:${scale}}</style>${images.join('')}`;
};
