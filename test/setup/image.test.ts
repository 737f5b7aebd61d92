import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
import {makeImageFolder} from './image-folder.ts';

const {folder, packages} = makeImageFolder();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  await desk.close();
  rmSync(folder, {recursive: true, force: true});
});

const run = (...args: string[]) => {
  const ran = spawnSync(process.execPath, [join(folder, 'bin/paperboy.mjs'), ...args], {
    ...{cwd: folder, encoding: 'utf8' as const, timeout: 60_000},
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      HUGGING_FACE_URL: 'http://127.0.0.1:1',
      ...desk.environment,
    },
  });
  return {exit: ran.status, said: ran.stdout + ran.stderr};
};

test('the image brings no compiler, no formatter and no preview of mails', () => {
  const tools = [
    'typescript',
    'prettier',
    'esbuild',
    '@babel/parser',
    'react-email',
    'tailwindcss',
    'vitest',
  ];
  for (const tool of tools) expect(packages).not.toContain(`node_modules/${tool}`);
  for (const used of ['mjml', 'bullmq', 'ioredis', 'react', 'react-dom', 'resend'])
    expect(packages).toContain(`node_modules/${used}`);
});

test('with what is in the image an edition is built, and its mails and a letter are written', () => {
  const demo = run('demo', '--json');
  expect(demo).toMatchObject({exit: 0});
  expect(demo.said.match(/"outcome": ?"accepted"/g)).toHaveLength(3);
  expect(run('subscribers', 'add', 'ada@example.org')).toMatchObject({exit: 0});
  run('once', '--patience', '5');
  const letters = readdirSync(desk.outbox, {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.html') && !name.startsWith('demo'))
    .map(name => readFileSync(join(desk.outbox, name), 'utf8'));
  expect(letters.join('\n')).toMatch(/<a[^>]+href="[^"]+\/confirm/);
});
