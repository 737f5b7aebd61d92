/** A command that uses its own Redis until it is ended, for local-redis.test.ts: node local-redis-user.mjs FOLDER */
const {openOwnRedis} = await import(new URL('../../dist/local-redis/local-redis.js', import.meta.url).href);

const [folder = ''] = process.argv.slice(2);
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const own = await openOwnRedis({folder, allowStandIn: false, say});
process.stdout.write(`${JSON.stringify(own)}\n`);
setInterval(() => undefined, 1000);
