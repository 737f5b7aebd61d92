import {readFileSync} from 'node:fs';
import {type Task, ways} from './ways.ts';

/**
 * One way of sending in a process of its own, so that memory and the processor's time are its own. The task
 * stands in a file that the first argument names. Says `ready`, works when it is told to, and says what it
 * took.
 */

/** What a process took of the machine from the moment it was told to begin. */
export type Taken = {cpuSeconds: number; seconds: number; peakMb: number};

const MEGABYTE_IN_KILOBYTES = 1024;

const task: Task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const work = await ways[task.way](task);
process.once('message', async () => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const {user, system} = process.cpuUsage(cpu);
  const taken: Taken = {
    cpuSeconds: (user + system) / 1e6,
    seconds: (performance.now() - start) / 1000,
    peakMb: process.resourceUsage().maxRSS / MEGABYTE_IN_KILOBYTES,
  };
  process.send?.({taken}, () => process.exit(0));
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
