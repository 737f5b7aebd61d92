/**
 * Shows the mail side by side and renders it again whenever a template changes.
 *
 *     npm run dev:mail                       the demo's day
 *     npm run dev:mail -- FILE [--port N]    another file of papers
 */
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {isMain} from '../scripts/is-main.mjs';
import {projectFolder, setUp} from '../scripts/set-up.mjs';

/** @param {string[]} args */
const start = async args => {
  const ready = await setUp();
  if (ready.kind === 'failed') return ready.message;
  const dotEnv = join(projectFolder, '.env');
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  const module = pathToFileURL(join(projectFolder, 'dist', 'tools', 'dev-mail', 'dev-mail.js'));
  const {startDevMail} = await import(module.href);
  const running = await startDevMail({args, environment: process.env});
  if (running.kind === 'refused') return running.reason;
  process.stdout.write(`${running.url} shows the mail; Ctrl-C ends it\n`);
  return null;
};

if (isMain(import.meta.url)) {
  const problem = await start(process.argv.slice(2));
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}
