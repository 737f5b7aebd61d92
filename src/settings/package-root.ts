import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The folder that holds package.json, whether this runs from the sources or from dist/. */
export const packageRoot: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('package.json was not found above the running file');
  return findPackageRoot(above);
}

/** The version in package.json. */
export const ownVersion = (): string => {
  const {version}: {version: string} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return version;
};
