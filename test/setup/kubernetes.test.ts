import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
import {describeSettings} from '../../src/config.ts';
import {findShapeFaults, type KubernetesObject} from './kubernetes-shapes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const read = (name: string) => readFileSync(join(root, 'deploy/kubernetes', name), 'utf8');
const settings = new Set(describeSettings().map(({name}) => name));

type Env = {name: string; value?: string};
type Mount = {name: string; mountPath: string};
type Container = {
  name: string;
  args: string[];
  env: Env[];
  envFrom: {configMapRef?: {name: string}; secretRef?: {name: string}}[];
  ports?: {name: string; containerPort: number}[];
  readinessProbe?: {httpGet: {path: string; port: string}};
  livenessProbe?: {httpGet: {path: string; port: string}};
  resources: Record<'requests' | 'limits', Record<string, string>>;
  securityContext: {readOnlyRootFilesystem: boolean; allowPrivilegeEscalation: boolean; capabilities: object};
  volumeMounts: Mount[];
};
type Volume = {name: string; emptyDir?: object; persistentVolumeClaim?: {claimName: string}};
type Pod = {
  terminationGracePeriodSeconds?: number;
  restartPolicy?: string;
  automountServiceAccountToken: boolean;
  securityContext: {runAsNonRoot: boolean; fsGroup: number; seccompProfile: {type: string}};
  containers: Container[];
  volumes: Volume[];
};
type Manifest = KubernetesObject & {
  metadata: {name: string};
  spec: {
    strategy?: {type: string};
    selector: {matchLabels: object};
    template: {metadata: {labels: object}; spec: Pod};
    accessModes?: string[];
    scaleTargetRef?: {kind: string; name: string};
  };
};

const kustomization = parse(read('kustomization.yaml')) as {
  resources: string[];
  images: {name: string}[];
  configMapGenerator: {name: string; literals: string[]}[];
};

const readAll = (name: string) =>
  parseAllDocuments(read(name)).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });

/** Applied by hand alone, after everything was stopped. */
const BY_HAND = 'restore.yaml';

const standing = kustomization.resources.flatMap(readAll);
const manifests = [...standing, ...readAll(BY_HAND)];
const withPods = manifests.filter(({kind}) => kind === 'Deployment' || kind === 'Job');
const deployments = standing.filter(({kind}) => kind === 'Deployment');
const pods = withPods.map(({metadata, spec}) => ({role: metadata.name, pod: spec.template.spec}));

describe('deploy/kubernetes', () => {
  test('names every file that is there', () => {
    const files = readdirSync(join(root, 'deploy/kubernetes')).filter(name => name !== 'kustomization.yaml');
    expect(files.sort()).toEqual([...kustomization.resources, BY_HAND].sort());
  });

  test('has the shape that Kubernetes gives its objects, to the last field', () => {
    expect(findShapeFaults(manifests, root)).toEqual([]);
    const [web] = structuredClone(deployments);
    if (!web) throw new Error('no deployment');
    const {spec} = web;
    const wrong = [
      {...web, spec: {...spec, replica: 2}},
      {...web, spec: {...spec, replicas: '2'}},
      {...web, spec: {...spec, selector: undefined}},
    ];
    const faults = findShapeFaults(wrong, root);
    expect(faults.map(fault => fault.split(',')[0])).toEqual([1, 2, 3].map(line => `manifests.ts(${line}`));
  });

  test('runs each role as nobody special, on a disk it cannot write, with a probe and time to drain', () => {
    expect(deployments.map(({metadata}) => metadata.name).sort()).toEqual(['scheduler', 'web', 'worker']);
    for (const {metadata, spec} of deployments) {
      const pod = spec.template.spec;
      expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(30);
      expect(pod.containers).toMatchObject([
        {args: [metadata.name], livenessProbe: {httpGet: {path: '/healthz', port: 'metrics'}}},
      ]);
    }
  });

  test.each(pods)('$role is locked in, and every name in it leads somewhere', ({pod}) => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toMatchObject({
      ...{runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000},
      seccompProfile: {type: 'RuntimeDefault'},
    });
    const claims = manifests.filter(({kind}) => kind === 'PersistentVolumeClaim');
    for (const {persistentVolumeClaim: claim} of pod.volumes)
      if (claim) expect(claims.map(({metadata}) => metadata.name)).toContain(claim.claimName);
    for (const container of pod.containers) {
      expect(container.securityContext).toEqual({
        ...{allowPrivilegeEscalation: false, readOnlyRootFilesystem: true},
        capabilities: {drop: ['ALL']},
      });
      const mounted = container.volumeMounts.map(({name}) => name);
      expect(mounted.sort()).toEqual(pod.volumes.map(({name}) => name).sort());
      const ports = (container.ports ?? []).map(({name}) => name);
      for (const probe of [container.readinessProbe, container.livenessProbe])
        if (probe) expect(ports).toContain(probe.httpGet.port);
      for (const quantity of Object.values(container.resources).flatMap(Object.values))
        expect(quantity).toMatch(/^\d+(m|Mi|Gi)?$/);
      expect(container.envFrom).toEqual([
        {configMapRef: {name: kustomization.configMapGenerator[0]?.name}},
        {secretRef: {name: 'paperboy'}},
      ]);
      expect(container.env.map(({name}) => name).filter(name => !settings.has(name))).toEqual(['POD_NAME']);
    }
  });

  test('each pod notes who leaves in a file of its own, on a volume that a restore reads whole', () => {
    for (const {pod} of pods) {
      const [container] = pod.containers;
      const file = container?.env.find(({name}) => name === 'NOES_FILE')?.value;
      expect(file).toBe('/app/noes/$(POD_NAME).jsonl');
      expect(container?.volumeMounts).toContainEqual({name: 'noes', mountPath: '/app/noes'});
    }
    const claim = manifests.find(({metadata, kind}) => kind.endsWith('Claim') && metadata.name === 'noes');
    expect(claim?.spec.accessModes).toEqual(['ReadWriteMany']);
    const restore = pods.find(({role}) => role === 'restore')?.pod;
    expect(restore?.restartPolicy).toBe('Never');
    expect(restore?.containers[0]?.args.join(' ')).toContain('--noes /app/noes/*.jsonl');
  });

  test('sets settings that there are, for an image that is named', () => {
    const names = kustomization.configMapGenerator.flatMap(({literals}) =>
      literals.map(literal => literal.split('=')[0] ?? ''),
    );
    expect(names.filter(name => !settings.has(name))).toEqual([]);
    expect(kustomization.images.map(({name}) => name)).toEqual(['paperboy']);
    for (const {spec} of manifests)
      if (spec.scaleTargetRef)
        expect(deployments.map(({metadata}) => metadata.name)).toContain(spec.scaleTargetRef.name);
  });
});
