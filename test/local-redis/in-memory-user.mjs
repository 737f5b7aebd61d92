/**
 * Opens a local Redis, asks it one thing and ends, for find-redis.test.ts: node in-memory-user.mjs FOLDER
 * [allow-in-memory]
 */
const load = (/** @type {string} */ path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const {openLocalRedis} = await load('local-redis/local-redis.js');
const {openRedis} = await load('src/redis/redis.js');

const [folder = '', order] = process.argv.slice(2);
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const local = await openLocalRedis({folder, allowInMemory: order === 'allow-in-memory', say});
if (local.kind === 'none') {
  process.stdout.write(JSON.stringify(local));
} else {
  const redis = openRedis(local.url);
  const answer = await redis.ping();
  await redis.quit();
  await local.close();
  process.stdout.write(JSON.stringify({kind: local.kind, isInMemory: local.isInMemory, answer}));
}
