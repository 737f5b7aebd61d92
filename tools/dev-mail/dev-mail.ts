import {type FSWatcher, watch} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {whySystemRefused} from '../../src/cli/frame/system-trouble.ts';
import {systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {silentLog} from '../../src/log.ts';
import {packageRoot} from '../../src/settings/package-root.ts';
import {quoted} from '../../src/subscribers/quoted.ts';
import {serveWeb} from '../../src/web/serve.ts';
import {letterheadOf} from '../../src/wiring/letterhead-of.ts';
import {devMailApp} from './dev-mail-app.ts';
import {readEdition} from './read-edition.ts';
import {renderMail} from './render-mail.ts';
import {openShowcase} from './showcase.ts';

export type DevMail = {
  /** What stands behind `npm run dev:mail --`: a file of papers, `--port N`. */
  args: string[];
  environment: Record<string, string | undefined>;
};

export type DevMailStart =
  | {kind: 'running'; url: string; close(): Promise<void>}
  /** In one line. */
  | {kind: 'refused'; reason: string};

const DEMO_DAY = join(packageRoot, 'src', 'cli', 'demo', '2025-03-12.json');
const OUR_TEMPLATES = join(packageRoot, 'templates');
const PORT = '3999';

/** This machine alone: what is not sent yet is nobody else's to see. */
const LISTEN_ON = '127.0.0.1';

/**
 * Serves a page to this machine that shows an edition's mail side by side, and renders it again whenever a
 * template changes: of TEMPLATES_DIR, and our own, which pass the same checks here.
 */
export const startDevMail = async ({args, environment}: DevMail): Promise<DevMailStart> => {
  const asked = readArguments(args);
  if (asked.kind === 'refused') return asked;
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') return {kind: 'refused', reason: reading.problems.join('; ')};
  const {config} = reading;
  const edition = await readEdition(asked.file, systemClock.now());
  if (edition.kind === 'refused') return edition;
  const templatesDir = config.TEMPLATES_DIR ?? null;
  const letterhead = letterheadOf(config, config.DIGEST_FROM);
  const showcase = openShowcase({
    render: () => renderMail({content: edition.content, letterhead, templatesDir}),
  });
  try {
    const watchers = [OUR_TEMPLATES, ...(templatesDir === null ? [] : [templatesDir])].map(folder =>
      watchFolder(folder, showcase.refresh),
    );
    const hosts: string[] = [];
    const app = devMailApp({showcase, hosts: () => hosts});
    const web = await serveWeb({app, port: asked.port, hostname: LISTEN_ON, log: silentLog}).catch(error => {
      for (const watcher of watchers) watcher.close();
      throw error;
    });
    hosts.push(`${LISTEN_ON}:${web.port}`, `localhost:${web.port}`);
    await showcase.refresh();
    return {
      kind: 'running',
      url: `http://${LISTEN_ON}:${web.port}/`,
      close: async () => {
        for (const watcher of watchers) watcher.close();
        await web.close();
      },
    };
  } catch (error) {
    const why = whySystemRefused(error);
    if (why === null) throw error;
    return {kind: 'refused', reason: whatFailed(error, why)};
  }
};

const whatFailed = (error: unknown, why: string): string =>
  error instanceof Error && 'path' in error
    ? `the templates in ${quoted(String(error.path))} cannot be watched: ${why}`
    : `the port cannot be opened (${why}): --port takes another`;

type Asked = {kind: 'asked'; file: string; port: number} | {kind: 'refused'; reason: string};

const readArguments = (args: string[]): Asked => {
  try {
    const {values, positionals} = parseArgs({
      args,
      allowPositionals: true,
      options: {port: {type: 'string', default: PORT}},
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65_535)) return {kind: 'refused', reason: `--port ${quoted(values.port)} is no port`};
    if (positionals.length > 1) return {kind: 'refused', reason: 'only one file of papers can be shown'};
    return {kind: 'asked', file: positionals[0] ?? DEMO_DAY, port};
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {kind: 'refused', reason: error.message};
  }
};

/** Editors write a file in steps: only when it has been quiet for this long is it read. */
const QUIET_MS = 50;

/** Watches the folder, not the files: editors put a new file in the old one's place. */
const watchFolder = (folder: string, onChange: () => Promise<void>): FSWatcher => {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void onChange(), QUIET_MS);
  });
  watcher.on('close', () => clearTimeout(timer));
  return watcher;
};
