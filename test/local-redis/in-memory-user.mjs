/** Opens an own Redis, asks it one thing and ends, for find-redis.test.ts: node in-memory-user.mjs FOLDER [allow-stand-in] */
const load = (/** @type {string} */ path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const {openOwnRedis} = await load('local-redis/local-redis.js');
const {openRedis} = await load('src/redis.js');

const [folder = '', wish] = process.argv.slice(2);
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const own = await openOwnRedis({folder, allowStandIn: wish === 'allow-stand-in', say});
if (own.kind === 'none') {
  process.stdout.write(JSON.stringify(own));
} else {
  const redis = openRedis(own.url);
  const answer = await redis.ping();
  await redis.quit();
  await own.close();
  process.stdout.write(JSON.stringify({kind: own.kind, standIn: own.standIn, answer}));
}
