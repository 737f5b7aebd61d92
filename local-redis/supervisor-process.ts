/** The process that `local-redis.ts` starts: node supervisor-process.js FOLDER SERVER */
import {superviseRedis} from './supervisor.ts';

const [folder = '', server = ''] = process.argv.slice(2);
const {reason} = await superviseRedis({folder, server});
if (reason !== null) {
  // Whoever started this process may be gone, and nobody then reads its last word.
  process.stderr.on('error', () => undefined);
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}
