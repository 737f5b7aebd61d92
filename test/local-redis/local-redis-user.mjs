/**
 * A command that uses a local Redis until it is ended, for local-redis.test.ts: node local-redis-user.mjs
 * FOLDER
 */
const {openLocalRedis} = await import(new URL('../../dist/local-redis/local-redis.js', import.meta.url).href);

const [folder = ''] = process.argv.slice(2);
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const local = await openLocalRedis({folder, allowInMemory: false, say});
process.stdout.write(`${JSON.stringify(local)}\n`);
setInterval(() => undefined, 1000);
