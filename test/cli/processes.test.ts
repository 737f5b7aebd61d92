import {once} from 'node:events';
import {createServer} from 'node:net';
import {createInterface} from 'node:readline';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Desk, openDesk, spawnPaperboy, startOnTerminal, startPaperboy} from '../support/command.ts';
import {openPaperSource} from '../support/paper-source.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const CTRL_C = '\u0003';

const oneLine = /^[^\n]+\n$/;

describe('paperboy as a process', () => {
  test('exits with the command’s code and keeps stdout for the document', async () => {
    const wrong = await spawnPaperboy(['editions', 'bogus', '--json'], desk.environment);
    expect(wrong.exit).toBe(2);
    expect(wrong.json()).toEqual({error: "unknown command 'bogus'"});
    const stats = await spawnPaperboy(['subscribers', 'stats', '--json'], desk.environment);
    expect({exit: stats.exit, err: stats.err}).toEqual({exit: 0, err: ''});
    expect(stats.json()).toMatchObject({active: 0});
  });

  test('a reader that goes early (| head) is no fault and brings no stack', async () => {
    const child = startPaperboy(['--help'], desk.environment);
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (part: Buffer) => {
      err += part.toString();
    });
    const [exit] = await once(child, 'close');
    expect({exit, err}).toEqual({exit: 0, err: ''});
  });

  test('start answers at its port, and SIGTERM ends it in order: exit code 0', async () => {
    const source = await openPaperSource({});
    const child = startPaperboy(['start', '--json'], {
      ...desk.environment,
      PORT: '0',
      HUGGING_FACE_URL: source.url,
    });
    let out = '';
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString();
    });
    const port = await listening(child.stderr);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(200);
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    const [exit] = await ended;
    await source.close();
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({stopped: 'SIGTERM', drained: true});
  });

  test('on a terminal start says where everything is, and its log is words', async () => {
    const source = await openPaperSource({});
    const environment = {...desk.environment, PORT: '0', HUGGING_FACE_URL: source.url};
    const child = startOnTerminal(['start'], environment);
    let shown = '';
    for await (const part of child.stdout) {
      shown += part.toString();
      if (shown.includes('Stop     Ctrl-C')) break;
    }
    const ended = once(child, 'close');
    child.stdin.write(CTRL_C);
    await ended;
    await source.close();
    expect(shown).toMatch(
      /Pages {4}http:\/\/localhost:3000\r?\nEmails {3}files in .*\r?\nTo send {2}set RESEND_API_KEY/,
    );
    expect(shown).toMatch(/^\d\d:\d\d:\d\d .*\(port \d+\)/m);
    expect(shown).not.toContain('{"level"');
  });

  test('a port that another program has is one clear line, and nothing keeps running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const {exit, out, err} = await spawnPaperboy(['start'], {
      ...desk.environment,
      PORT: port,
      LOG_LEVEL: 'error',
    });
    other.close();
    expect({exit, out}).toEqual({exit: 1, out: ''});
    expect(err).toMatch(oneLine);
    expect(err).toContain(`PORT ${port}`);
    expect(err).toContain('set PORT to a free one');
  });
});

/** The port of the pages, as the log tells it. */
const listening = async (log: NodeJS.ReadableStream): Promise<number> => {
  for await (const line of createInterface({input: log})) {
    const {event, port}: {event?: string; port?: number} = JSON.parse(line);
    if (event === 'web.listening' && port !== undefined) return port;
  }
  throw new Error('the process ended before it listened');
};
