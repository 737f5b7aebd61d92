import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Where `kubernetes-types` has the type of an object of this kind, by `apiVersion/kind`. */
const TYPES: Record<string, string> = {
  'v1/Service': 'core/v1',
  'v1/PersistentVolumeClaim': 'core/v1',
  'apps/v1/Deployment': 'apps/v1',
  'batch/v1/Job': 'batch/v1',
  'policy/v1/PodDisruptionBudget': 'policy/v1',
  'autoscaling/v2/HorizontalPodAutoscaler': 'autoscaling/v2',
};

/** An object as its file has it. */
export type KubernetesObject = {apiVersion: string; kind: string};

/**
 * What is wrong with objects by the types that are made from Kubernetes' own OpenAPI document: fields that
 * there are none of, values of another kind, fields that are missing. `root` is the repository's folder.
 */
export const findShapeFaults = (objects: readonly KubernetesObject[], root: string): string[] => {
  const lines = objects.map((object, place) => {
    const path = TYPES[`${object.apiVersion}/${object.kind}`];
    if (path === undefined) throw new Error(`${object.apiVersion} ${object.kind}: say where its type is`);
    const type = `import('kubernetes-types/${path}').${object.kind}`;
    return `export const object${place}: ${type} = ${JSON.stringify(object)};`;
  });
  return compile(lines.join('\n'), root);
};

const OPTIONS = ['--noEmit', '--strict', '--skipLibCheck', '--types', ''];

/** The compiler's findings about a file that imports what the repository has. */
const compile = (text: string, root: string): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-manifests-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'manifests.ts'), text);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const {stdout, error} = spawnSync(process.execPath, [compiler, ...OPTIONS, 'manifests.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (error) throw error;
    return stdout.split('\n').filter(line => line.startsWith('manifests.ts'));
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
};
