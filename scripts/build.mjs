/**
 * Compiles src/, local-redis/, workers/, templates/, tools/, chaos/, bench/ and simulate/ into dist/, and
 * joins what a program loads into few files in dist/programs: a process that reads nine hundred modules one
 * by one spends half of its start on that. On Node's own modules, TypeScript and esbuild alone.
 *
 *     node scripts/build.mjs        compiles, whether it is needed or not
 *
 * Types are not checked here (`npm run check` does that): an operator's start must not wait for them.
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMain} from './is-main.mjs';
import {runQuietly} from './run-tool.mjs';

/** @typedef {import('./set-up.mjs').SetUpResult} SetUpResult */

/** A container image has no tools/, chaos/, bench/ and simulate/. */
const sourceFolders = ['src', 'local-redis', 'templates', 'workers', 'tools', 'chaos', 'bench', 'simulate'];
const settings = ['tsconfig.build.json', 'tsconfig.json'];
/** The modules that processes and threads begin with, where they are there. */
const programs = ['src/cli/main.ts', 'workers/understand-library.ts', 'chaos/world/worker.ts'];
const stampName = '.built-from';
const timeoutMs = 120_000;

/**
 * Whether dist/ was compiled from the sources as they are now. Their content decides, not their times: a
 * checkout, a copy or a container layer changes times.
 * @param {string} folder
 */
export const isBuilt = folder => {
  const stamp = join(folder, 'dist', stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources(folder);
};

/**
 * Compiles into a folder beside dist/ and puts it in its place, so that nobody meets a half-written dist/.
 * The caller sees to it that only one process does this at a time.
 * @param {string} folder
 * @returns {Promise<SetUpResult>}
 */
export const build = async folder => {
  const fresh = join(folder, 'dist.new');
  const old = join(folder, 'dist.old');
  const stamp = hashOfSources(folder);
  rmSync(fresh, {recursive: true, force: true});
  mkdirSync(fresh);
  writeFileSync(join(fresh, '.gitignore'), '*\n');
  const args = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', 'dist.new'];
  const run = await runQuietly({folder, tool: 'tsc', args, timeoutMs});
  if (run.code !== 0) {
    rmSync(fresh, {recursive: true, force: true});
    return {
      kind: 'failed',
      message: `Compiling failed: ${firstLine(run.output)}. All of it: npx tsc -p tsconfig.json`,
    };
  }
  await joinPrograms(folder, fresh);
  writeFileSync(join(fresh, stampName), stamp);
  rmSync(old, {recursive: true, force: true});
  if (existsSync(join(folder, 'dist'))) renameSync(join(folder, 'dist'), old);
  renameSync(fresh, join(folder, 'dist'));
  rmSync(old, {recursive: true, force: true});
  return {kind: 'ready'};
};

/**
 * What is imported when it is needed stays a file of its own; packages stay where they are, but for those of
 * the letters.
 * @param {string} folder
 * @param {string} dist
 */
const joinPrograms = async (folder, dist) => {
  const entryPoints = programs
    .map(path => join(dist, path.replace(/ts$/, 'js')))
    .filter(path => existsSync(path));
  if (entryPoints.length === 0) return;
  /** @type {typeof import('esbuild')} */
  const {build: bundle} = createRequire(join(folder, 'package.json'))('esbuild');
  await bundle({
    ...{entryPoints, outdir: join(dist, 'programs'), outbase: dist, absWorkingDir: folder},
    ...{bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20.19'},
    ...{plugins: [packagesOutside], sourcemap: true, logLevel: 'silent'},
  });
};

/**
 * Letters use a dozen small components of a package that brings a preview server and its compilers along.
 * What they use, and what that needs, is joined into the programs: only a build needs the packages
 * themselves. Their formatter (prettier) is imported on demand for an option that no letter uses.
 */
const joinedPackages = /^(react-email|@react-email\/render)$/;
const staysOutside = /^(react|react-dom|prettier)(\/|$)/;
const ownPath = /^(\.|\/|[A-Za-z]:)/;

/** @type {import('esbuild').Plugin} */
const packagesOutside = {
  name: 'packages-outside',
  setup: ({onResolve}) => {
    onResolve({filter: /./}, ({path, importer}) => {
      const isOfJoined = /[\\/]node_modules[\\/]/.test(importer) && !staysOutside.test(path);
      return ownPath.test(path) || joinedPackages.test(path) || isOfJoined
        ? undefined
        : {path, external: true};
    });
  },
};

/** @param {string} folder */
const hashOfSources = folder => {
  const hash = createHash('sha256');
  const folders = sourceFolders.filter(name => existsSync(join(folder, name)));
  for (const path of [...settings, ...folders.flatMap(name => filesUnder(folder, name))]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(folder, path)))
      .update('\0');
  }
  return hash.digest('hex');
};

/**
 * What the compiler reads, in a stable order.
 * @param {string} folder
 * @param {string} name
 */
const filesUnder = (folder, name) =>
  readdirSync(join(folder, name), {recursive: true, encoding: 'utf8'})
    .filter(path => /\.([cm]?[jt]sx?|json)$/.test(path))
    .sort()
    .map(path => join(name, path));

/** @param {string} output */
const firstLine = output =>
  output.trim().split('\n', 1)[0]?.replace(/\.$/, '') || 'the compiler gave no reason';

if (isMain(import.meta.url)) {
  const result = await build(fileURLToPath(new URL('..', import.meta.url)));
  if (result.kind === 'failed') {
    process.stderr.write(`${result.message}\n`);
    process.exitCode = 1;
  }
}
