import {cpSync, existsSync, mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {z} from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

const lockShape = z.object({packages: z.record(z.string(), z.object({dev: z.boolean().optional()}))});

const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const filesOfImage = [...lastStage.matchAll(/^COPY (?:--from=build \/app\/)?(\S+)/gm)].map(
  ([, name = '']) => name,
);

/** The folders of packages that the Dockerfile takes away. */
const takenAway = (): string[] =>
  [...(dockerfile.match(/rm -rf( node_modules\/\S+)+/)?.[0].matchAll(/node_modules\/\S+/g) ?? [])].map(
    ([path]) => path,
  );

/** The packages that an install without development dependencies brings, by the lock. */
const packagesOfImage = (): string[] => {
  const {packages} = lockShape.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const away = takenAway();
  return Object.entries(packages)
    .filter(([path, {dev}]) => path !== '' && !dev && !away.some(one => `${path}/`.startsWith(`${one}/`)))
    .map(([path]) => path)
    .filter(path => existsSync(join(root, path)));
};

/** What the image holds, as a folder: what the Dockerfile copies, and no package more. */
export const makeImageFolder = (): {folder: string; packages: string[]} => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-image-'));
  for (const name of filesOfImage)
    if (name !== 'node_modules') cpSync(join(root, name), join(folder, name), {recursive: true});
  const packages = packagesOfImage();
  for (const path of packages) {
    const from = join(root, path);
    const filter = (file: string) => !file.slice(from.length).startsWith(`${sep}node_modules`);
    cpSync(from, join(folder, path), {recursive: true, filter});
  }
  return {folder, packages};
};
