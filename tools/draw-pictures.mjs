/**
 * Draws the pictures of docs/ again: the mail, the weekly mail, the letters and the pages, on the demo's
 * papers and made-up readers. Those of the operators' pages show an instance of years
 * (bench/busy-instance.ts) and are not drawn here.
 *
 *     npm run pictures
 *
 * The same templates give the same pictures on one machine; another has other fonts.
 */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {isMain} from '../scripts/is-main.mjs';
import {projectFolder, setUp} from '../scripts/set-up.mjs';
import {besideEachOther, noCamera, openCamera} from './pictures/camera.mjs';
import {
  DAY,
  openExampleInstance,
  openExampleWeek,
  READER,
  SITE,
  THREE_TOPICS,
  WEEK,
} from './pictures/example-instance.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof openExampleInstance>>} Instance
 * @typedef {Awaited<ReturnType<typeof openCamera>>} Camera
 * @typedef {import('./pictures/camera.mjs').View} View
 */

/** When the reader's first mail is due. */
const FIRST = {text: '2025-03-13T18:00', day: '2025-03-13', weekday: 4};

const MAIL_WIDTH = 600;
const PAGE_WIDTH = 660;
const PHONE_WIDTH = 360;

/** How much of a long mail or page is shown. */
const MAIL_HEIGHT = 1000;
const PAGE_HEIGHT = 930;
const WEEK_HEIGHT = 2150;

/** Two whole mails beside each other are shown smaller. */
const SMALLER = 0.45;
const WIDTH_OF_TWO = 2 * SMALLER * MAIL_WIDTH + 64;

/** The most that one picture may weigh. */
const MAX_BYTES = 150_000;

/**
 * @param {string} file under docs/
 * @param {Buffer | string} content
 */
const keep = async (file, content) => {
  const path = join(projectFolder, 'docs', file);
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, content);
  const bytes = Buffer.byteLength(content);
  process.stdout.write(`docs/${file}: ${bytes.toLocaleString('en')} bytes\n`);
  if (bytes > MAX_BYTES) throw new Error(`docs/${file} has more than ${MAX_BYTES} bytes: show less of it`);
};

/** @param {{instance: Instance, camera: Camera}} rooms */
const drawMail = async ({instance, camera}) => {
  const {html, text} = await instance.mail({id: DAY, address: READER});
  const views = /** @type {const} */ ([
    ['light', {width: MAIL_WIDTH, scheme: 'light'}],
    ['dark', {width: MAIL_WIDTH, scheme: 'dark'}],
    ['phone-light', {width: PHONE_WIDTH, scheme: 'light'}],
    ['phone-dark', {width: PHONE_WIDTH, scheme: 'dark'}],
  ]);
  /** @type {Record<string, Buffer>} */
  const taken = {};
  for (const [name, view] of views) {
    taken[name] = await camera.take({html, height: MAIL_HEIGHT, ...view});
    await keep(`mail/${name}.png`, taken[name]);
  }
  const {light: left, 'phone-dark': right} = taken;
  if (left && right) {
    const width = MAIL_WIDTH + PHONE_WIDTH + 64;
    await keep('mail.png', await camera.take({html: besideEachOther({left, right}), width}));
  }
  await keep('mail/text.txt', text);
};

/** @param {{camera: Camera}} rooms */
const drawWeek = async ({camera}) => {
  const instance = await openExampleWeek();
  try {
    const {html, text} = await instance.mail({id: WEEK, address: 'weekly@example.org'});
    const height = WEEK_HEIGHT;
    await keep('mail/week.png', await camera.take({html, width: MAIL_WIDTH, height}));
    await keep('mail/week-dark.png', await camera.take({html, width: MAIL_WIDTH, height, scheme: 'dark'}));
    await keep('mail/week-phone.png', await camera.take({html, width: PHONE_WIDTH, height}));
    await keep('mail/week.txt', text);
    const {html: short} = await instance.mail({id: '2025-03-12', address: 'short@example.org'});
    await keep('mail/short.png', await camera.take({html: short, width: MAIL_WIDTH, height: MAIL_HEIGHT}));
  } finally {
    await instance.close();
  }
};

/** @param {{instance: Instance, camera: Camera}} rooms */
const drawLetters = async ({instance, camera}) => {
  const reader = await instance.reader(READER);
  const {preferences} = reader;
  const link = (/** @type {string} */ scope) => `${SITE}/${scope}/${instance.token(scope, reader)}`;
  const links = {manage: link('manage'), unsubscribe: link('unsubscribe')};
  const neverAgain = link('never-again');
  const confirm = {links: {confirm: link('confirm'), neverAgain}, days: 7, schedule: preferences};
  const letters = [
    {letter: 'confirm', ...confirm, papers: await instance.firstPapers()},
    {letter: 'welcome', links, schedule: preferences, first: FIRST},
    {letter: 'manage-link', links},
    {letter: 'change-address', links: {confirm: link('change-address'), neverAgain}, days: 7},
    {letter: 'address-change-requested', links: {agree: link('agree-change'), keep: link('keep-address')}},
    {letter: 'address-changed', links: {undo: link('undo-change')}, days: 7},
    {letter: 'erase-link', links: {act: link('erase'), revoke: link('revoke')}},
    {letter: 'goodbye'},
  ];
  for (const request of letters) {
    const {html} = await instance.letter(request);
    await keep(`mail/letter-${request.letter}.png`, await camera.take({html, width: MAIL_WIDTH}));
  }
};

/**
 * The mail of a reader of three topics, whole, by the templates of before and by ours.
 *
 * @param {{instance: Instance, camera: Camera}} rooms
 */
const drawBefore = async ({instance, camera}) => {
  const before = await openExampleInstance({TEMPLATES_DIR: join(projectFolder, 'test', 'mail', 'earlier')});
  try {
    const taken = [];
    for (const one of [before, instance]) {
      const {html} = await one.mail({id: DAY, address: THREE_TOPICS});
      taken.push(await camera.take({html, width: MAIL_WIDTH}));
    }
    const [left, right] = taken;
    if (left && right) {
      const html = besideEachOther({left, right}, SMALLER);
      await keep('mail/before-and-now.png', await camera.take({html, width: WIDTH_OF_TWO, colours: 20}));
    }
  } finally {
    await before.close();
  }
};

/** @param {{instance: Instance, camera: Camera}} rooms */
const drawPages = async ({instance, camera}) => {
  const {page, token} = instance;
  await keep('pages/card.png', await instance.picture(`/cards/editions/${DAY}.png`));
  const [reader, leaving, asking] = await Promise.all(
    [READER, 'leaving@example.org', 'asking@example.org'].map(instance.reader),
  );
  const opinion = `/opinion/${token('opinion', reader)}/2503.07604`;
  await page(opinion, {opinion: 'more'});
  // The index behind the papers most like one is read by the first search.
  const search = await page('/search?q=reasoning');
  const unsubscribe = `/unsubscribe/${token('unsubscribe', leaving)}`;
  /** @type {[name: string, html: string, view?: Partial<View>][]} */
  const pages = [
    ['front', await page('/')],
    ['edition', await page(`/editions/${DAY}`)],
    ['archive', await page('/editions')],
    ['paper', await page('/papers/2503.07604')],
    ['search', search],
    ['suggest', await page(`/suggest/${token('suggest', reader)}`), PHONE_IN_THE_DARK],
    ['manage', await page(`/manage/${token('manage', reader)}`), {height: 4000}],
    ['opinion', await page(opinion)],
    ['opinions', await page(`/opinion/${token('opinion', reader)}/${DAY}`)],
    ['confirm', await page(`/confirm/${token('confirm', asking)}`), PHONE_IN_THE_DARK],
    ['unsubscribe', await page(unsubscribe), PHONE_IN_THE_DARK],
    ['goodbye', await page(unsubscribe, {}), PHONE_IN_THE_DARK],
  ];
  for (const [name, html, view] of pages)
    await keep(
      `pages/${name}.png`,
      await camera.take({html, width: PAGE_WIDTH, height: PAGE_HEIGHT, ...view}),
    );
};

/** @type {Partial<View>} */
const PHONE_IN_THE_DARK = {width: PHONE_WIDTH, height: 1400, scheme: 'dark'};

/** Draws everything; returns what hindered it in one line, or null. */
const draw = async () => {
  if (noCamera !== null) return noCamera;
  const ready = await setUp({withTools: true});
  if (ready.kind === 'failed') return ready.message;
  const instance = await openExampleInstance();
  const camera = await openCamera();
  try {
    for (const drawSome of [drawMail, drawLetters, drawPages, drawWeek, drawBefore])
      await drawSome({instance, camera});
    return null;
  } finally {
    await camera.close();
    await instance.close();
  }
};

if (isMain(import.meta.url)) {
  const problem = await draw();
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}
