import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

test('operators are added with a token that is shown once, listed without it, and removed', async () => {
  const added = await desk.paperboy('operators', 'add', 'ada', '--role', 'send', '--json');
  expect(added.exit).toBe(0);
  expect(added.json()).toEqual({name: 'ada', role: 'send', token: expect.stringMatching(/^op_[\w-]{43}$/)});
  expect((await desk.paperboy('operators', 'add', 'ada', '--role', 'look')).exit).toBe(3);
  const listed = await desk.paperboy('operators', 'list', '--json');
  expect(listed.json()).toEqual([{name: 'ada', role: 'send', added: expect.stringMatching(/Z$/)}]);
  expect((await desk.paperboy('operators', 'remove', 'ada')).exit).toBe(0);
  expect((await desk.paperboy('operators', 'remove', 'ada')).exit).toBe(1);
});

test.each([
  [['add', 'a b', '--role', 'look'], '"a b" must be 1 to 64 letters'],
  [['add', 'ada', '--role', 'root'], '--role "root" must be look or send'],
])('operators %j is wrong usage, in one line', async (args, words) => {
  const {exit, err} = await desk.paperboy('operators', ...args);
  expect({exit, lines: err.trim().split('\n').length}).toEqual({exit: 2, lines: 1});
  expect(err).toContain(words);
});
