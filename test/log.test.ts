import {EventEmitter} from 'node:events';
import {pino} from 'pino';
import {expect, test} from 'vitest';
import {toReason} from '../src/delivery/transports/reason.ts';
import {readableLine, takeOverPrints} from '../src/log.ts';

const open = () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    {level: 'debug', messageKey: 'message'},
    {write: text => void lines.push(JSON.parse(text))},
  );
  const printed: unknown[] = [];
  const print = (...parts: unknown[]) => void printed.push(parts);
  const own = {debug: print, trace: print, log: print, info: print, warn: print, error: print};
  const node = new EventEmitter();
  node.on('warning', print);
  const giveBack = takeOverPrints(log, {console: own, process: node as never, clean: toReason});
  return {lines, printed, own, node, giveBack};
};

test('what a library prints is a line of the log, without the address and the key in it', () => {
  const {lines, printed, own} = open();
  own.error('[ioredis] Unhandled error event:', new Error('reader@example.org re_12345678 said no'));
  own.log('mail to %s', 'reader@example.org');
  expect(printed).toEqual([]);
  expect(lines).toEqual([
    expect.objectContaining({event: 'library.printed', level: 40}),
    expect.objectContaining({event: 'library.printed', level: 30, message: 'mail to [hidden]'}),
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/@|re_1234/);
});

test('what Node warns of is a line of the log', () => {
  const {lines, printed, node} = open();
  node.emit('warning', new Error('a listener leaks'));
  expect(printed).toEqual([]);
  expect(lines).toEqual([
    expect.objectContaining({event: 'process.warning', level: 40, message: 'a listener leaks'}),
  ]);
});

test('both are given back', () => {
  const {lines, printed, own, node, giveBack} = open();
  giveBack();
  own.log('plain');
  node.emit('warning', new Error('plain'));
  expect(lines).toEqual([]);
  expect(printed).toHaveLength(2);
});

test('on a terminal an event is a line of words, and nothing in it steers the terminal', () => {
  const line = (entry: object) => readableLine(JSON.stringify({time: '2026-03-12T08:00:01.000Z', ...entry}));
  expect(line({level: 30, event: 'web.listening', port: 3000})).toBe('08:00:01 web.listening (port 3000)\n');
  expect(line({level: 40, event: 'papers.collected', source: 'arxiv', reason: null, message: 'failed'})).toBe(
    '08:00:01 warning failed (source arxiv)\n',
  );
  expect(line({level: 50, message: 'a\u001b[2Jb\nc', counts: {one: 1}})).toBe(
    '08:00:01 ERROR a�[2Jb�c (counts {"one":1})\n',
  );
});
