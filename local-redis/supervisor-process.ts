/** The process that `local-redis.ts` starts: node supervisor-process.js FOLDER SERVER */
import {keepRedis} from './supervisor.ts';

const [folder = '', server = ''] = process.argv.slice(2);
const result = await keepRedis({folder, server});
if (result.kind === 'failed') {
  // Whoever started this process may be gone, and nobody then reads its last word.
  process.stderr.on('error', () => undefined);
  process.stderr.write(`${result.reason}\n`);
  process.exitCode = 1;
}
