/**
 * Writes what the configuration's schema says into .env.example and docs/configuration.md.
 *
 *     node scripts/write-configuration.mjs
 */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {isMain} from './is-main.mjs';
import {setUp} from './set-up.mjs';

/** @typedef {{group: string, name: string, byDefault: string, meaning: string}} Setting */

const composeSettings = `# For docker compose alone. The password of its Redis: letters and digits.
# REDIS_PASSWORD=
# The port at which this machine reaches the pages.
# WEB_PORT=3000
`;

/**
 * The text of .env.example: every setting, commented out, with its meaning above it and its default as its
 * value.
 * @param {Setting[]} settings
 */
export const environmentExample = settings => {
  const head = '# Copy this file to .env and set what you need. Nothing is needed to try Paperboy.\n';
  const groups = groupsOf(settings).flatMap(([group, members]) => [
    `## ${group}\n`,
    ...members.map(({name, byDefault, meaning}) => `# ${meaning}.\n# ${name}=${quoted(byDefault)}\n`),
  ]);
  return [head, ...groups, composeSettings].join('\n');
};

/**
 * @param {Setting[]} settings
 * @returns {[string, Setting[]][]}
 */
const groupsOf = settings =>
  [...new Set(settings.map(({group}) => group))].map(group => [
    group,
    settings.filter(setting => setting.group === group),
  ]);

/**
 * In quotes where a shell or docker compose would read it otherwise.
 * @param {string} value
 */
const quoted = value => (/^[\w./:,@-]*$/.test(value) ? value : `"${value}"`);

/**
 * The text of docs/configuration.md: a table for each group.
 * @param {Setting[]} settings
 */
export const configurationPage = settings => {
  const tables = groupsOf(settings).map(([group, members]) => {
    const rows = members.map(
      ({name, byDefault, meaning}) =>
        `| ${code(name)} | ${byDefault === '' ? '' : code(cell(byDefault))} | ${cell(meaning)} |`,
    );
    return [`## ${group}`, '', '| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
  });
  return `${[pageHead, ...tables].join('\n\n')}\n`;
};

const pageHead = `# Configuration

Paperboy reads its settings from the environment and from a \`.env\` file beside package.json; the
environment wins. Every setting has a default. A secret (\`RESEND_API_KEY\`, \`RESEND_WEBHOOK_SECRET\`,
\`SMTP_URL\`, \`TOKEN_SECRETS\`, \`UNSUBSCRIBE_SECRETS\`, \`ADMIN_TOKEN\`, \`REDIS_URL\`) can stand in a
file instead: \`RESEND_API_KEY_FILE=/run/secrets/resend\`. [.env.example](../.env.example) and this page are
generated from the schema in [src/config.ts](../src/config.ts) by \`node scripts/write-configuration.mjs\`.`;

/** @param {string} text */
const code = text => `\`${text}\``;

/** @param {string} text */
const cell = text => text.replaceAll('|', '\\|');

const write = async () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const ready = await setUp();
  if (ready.kind === 'failed') return ready.message;
  const {describeSettings} = await import(pathToFileURL(join(folder, 'dist', 'src', 'config.js')).href);
  /** @type {Setting[]} */
  const settings = describeSettings();
  writeFileSync(join(folder, '.env.example'), environmentExample(settings));
  writeFileSync(join(folder, 'docs', 'configuration.md'), configurationPage(settings));
  return null;
};

if (isMain(import.meta.url)) {
  const problem = await write();
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}
