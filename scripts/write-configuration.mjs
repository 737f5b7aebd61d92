/**
 * Writes what the configuration's schema says into .env.example and into the README's table.
 *
 *     node scripts/write-configuration.mjs
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {isMain} from './is-main.mjs';
import {setUp} from './set-up.mjs';

/** @typedef {{name: string, byDefault: string, meaning: string}} Setting */

export const tableStart = '<!-- configuration -->';
export const tableEnd = '<!-- /configuration -->';

const composeSettings = `# For docker compose alone. The password of its Redis: letters and digits.
# REDIS_PASSWORD=
# The port at which this machine reaches the pages.
# WEB_PORT=3000
`;

/**
 * The text of .env.example: every setting, commented out, with its meaning above it and its default as its value.
 * @param {Setting[]} settings
 */
export const environmentExample = settings => {
  const head = '# Copy this file to .env and set what you need. Nothing is needed to try Paperboy.\n';
  const entries = settings.map(
    ({name, byDefault, meaning}) => `# ${meaning}.\n# ${name}=${quoted(byDefault)}\n`,
  );
  return [head, ...entries, composeSettings].join('\n');
};

/**
 * In quotes where a shell or docker compose would read it otherwise.
 * @param {string} value
 */
const quoted = value => (/^[\w./:,@-]*$/.test(value) ? value : `"${value}"`);

/**
 * The README's table.
 * @param {Setting[]} settings
 */
export const configurationTable = settings => {
  const rows = settings.map(
    ({name, byDefault, meaning}) =>
      `| ${code(name)} | ${byDefault === '' ? '' : code(cell(byDefault))} | ${cell(meaning)} |`,
  );
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
};

/** @param {string} text */
const code = text => `\`${text}\``;

/** @param {string} text */
const cell = text => text.replaceAll('|', '\\|');

/**
 * The README with the table between its marks replaced, or null when it has not both marks in this order.
 * @param {string} readme
 * @param {string} table
 */
export const withTable = (readme, table) => {
  const start = readme.indexOf(tableStart);
  const end = readme.indexOf(tableEnd);
  if (start === -1 || end < start) return null;
  return `${readme.slice(0, start + tableStart.length)}\n${table}\n${readme.slice(end)}`;
};

const write = async () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const ready = await setUp();
  if (ready.kind === 'failed') return ready.message;
  const {describeSettings} = await import(pathToFileURL(join(folder, 'dist', 'src', 'config.js')).href);
  /** @type {Setting[]} */
  const settings = describeSettings();
  writeFileSync(join(folder, '.env.example'), environmentExample(settings));
  const readme = join(folder, 'README.md');
  const text = existsSync(readme)
    ? withTable(readFileSync(readme, 'utf8'), configurationTable(settings))
    : null;
  if (text === null)
    return `README.md has no ${tableStart} followed by ${tableEnd}; its table was not written`;
  writeFileSync(readme, text);
  return null;
};

if (isMain(import.meta.url)) {
  const problem = await write();
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}
