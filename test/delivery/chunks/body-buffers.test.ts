import {expect, test} from 'vitest';
import {openBodyBuffers} from '../../../src/delivery/chunks/body-buffers.ts';

const MEGABYTE = 1024 * 1024;

test('a buffer has just the room that was asked for, and is lent again afterwards', async () => {
  const buffers = openBodyBuffers();
  const first = await buffers.lend(async roomFor => roomFor(1000));
  const second = await buffers.lend(async roomFor => roomFor(2000));
  expect([first.length, second.length]).toEqual([1000, 2000]);
  expect(second.buffer).toBe(first.buffer);
});

test('what two have in hand at the same time are two buffers', async () => {
  const buffers = openBodyBuffers();
  await buffers.lend(async mine => {
    const own = mine(10).fill(1);
    await buffers.lend(async theirs => theirs(10).fill(2));
    expect([...own]).toEqual(Array(10).fill(1));
  });
});

test('a buffer comes back however the work ends', async () => {
  const buffers = openBodyBuffers();
  const first = await buffers.lend(async roomFor => roomFor(10));
  const failing = buffers.lend(async roomFor => {
    expect(roomFor(10).buffer).toBe(first.buffer);
    throw new Error('fenced');
  });
  await expect(failing).rejects.toThrow('fenced');
  expect((await buffers.lend(async roomFor => roomFor(10))).buffer).toBe(first.buffer);
});

test('who asks for more gets it, and a very long buffer is not kept', async () => {
  const buffers = openBodyBuffers();
  const long = await buffers.lend(async roomFor => {
    roomFor(10);
    return roomFor(40 * MEGABYTE);
  });
  expect(long.length).toBe(40 * MEGABYTE);
  expect((await buffers.lend(async roomFor => roomFor(10))).buffer).not.toBe(long.buffer);
});
