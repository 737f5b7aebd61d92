/** The process that `local-redis.ts` starts: node supervisor-process.js FOLDER SERVER TASK */
import {superviseRedis} from './supervisor.ts';

const [folder = '', server = '', task = ''] = process.argv.slice(2);
const {reason} = await superviseRedis({folder, server, task: task === 'end' ? 'end' : 'serve'});
if (reason !== null) {
  // The process that started this one may be gone, and then its last word is not read.
  process.stderr.on('error', () => undefined);
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
