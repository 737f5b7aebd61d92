import {benchSearch} from './search.ts';
import {benchSelections} from './selections.ts';
import {benchSubscribers} from './subscribers.ts';

/**
 * `npm run bench`: what the house costs, each figure beside something stable from the same run.
 * `npm run bench -- redis://… 10000`: what so many subscribers take of an empty Redis.
 */
const [redisUrl, readers = '10000'] = process.argv.slice(2);
const lines =
  redisUrl === undefined
    ? [...benchSelections(), ...benchSearch()]
    : await benchSubscribers(redisUrl, Number(readers));
for (const line of lines) process.stdout.write(`${line}\n`);
