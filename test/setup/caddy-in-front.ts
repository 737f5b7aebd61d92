import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {type RequestOptions, request} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {vi} from 'vitest';

const caddyfile = fileURLToPath(new URL('../../deploy/caddy/Caddyfile', import.meta.url));

/** Whether there is one on PATH: Debian's package `caddy`. */
export const hasCaddy = spawnSync('caddy', ['version']).error === undefined;

export type Answer = {status: number; headers: Record<string, unknown>; body: string};

/** The product's Caddyfile in front of pages at that port, with a certificate of Caddy's own making. */
export const openCaddy = async (pagesPort: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-caddy-'));
  const [http, port] = [await freePort(), await freePort()];
  const options = [
    'admin off',
    'local_certs',
    'skip_install_trust',
    `http_port ${http}`,
    `https_port ${port}`,
  ];
  const sites = readFileSync(caddyfile, 'utf8');
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, `{\n${options.join('\n')}\n}\n${sites}`);
  const caddy = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    env: {
      ...{PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder},
      ...{PAPERBOY_HOST: 'localhost', PAPERBOY_UPSTREAM: `127.0.0.1:${pagesPort}`},
    },
    stdio: 'ignore',
  });
  /** One request; the parts of a body without a length go in chunks. */
  const ask = (path: string, more: RequestOptions = {}, body: string[] = []): Promise<Answer> =>
    askBy({host: '127.0.0.1', servername: 'localhost', port, path, rejectUnauthorized: false, ...more}, body);
  await vi.waitFor(() => ask('/healthz', {headers: {host: 'localhost'}}), {timeout: 60_000, interval: 200});
  return {
    ask,
    close: async () => {
      caddy.kill();
      await new Promise(resolve => caddy.once('exit', resolve));
      rmSync(folder, {recursive: true, force: true});
    },
  };
};

const askBy = (options: RequestOptions, body: string[]): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request(options, answer => {
      let text = '';
      answer.on('data', part => {
        text += part;
      });
      answer.on('end', () => resolve({status: answer.statusCode ?? 0, headers: answer.headers, body: text}));
    });
    asking.on('error', reject);
    for (const part of body) asking.write(part);
    asking.end();
  });

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
};
