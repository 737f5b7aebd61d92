import {readFileSync} from 'node:fs';
import {measured} from '../measured.ts';
import {type Task, ways} from './ways.ts';

/**
 * One way of sending in a process of its own, so that memory and the processor's time are its own. The task
 * stands in a file that the first argument names. Says `ready`, works when it is told to, and says what it
 * took.
 */

const task: Task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const work = await ways[task.way](task);
process.once('message', async () => {
  const taken = await measured(work);
  process.send?.({taken}, () => process.exit(0));
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
