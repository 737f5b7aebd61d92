import {openWithStores} from '../chaos/open-with-stores.ts';
import {parseConfig} from '../src/config.ts';
import {silentLog} from '../src/log.ts';
import {openRedis} from '../src/redis/redis.ts';
import {webApp} from '../src/web/app.ts';
import {webDepsOf} from '../src/web/deps.ts';
import {fillBusyInstance} from './busy-instance.ts';
import {type PartResult, short, table} from './part.ts';

const NOW = Date.parse('2026-03-13T08:47:00Z');
const ADMIN_TOKEN = 'a-token-of-the-bench-that-nobody-else-has';
const ASKED = 20;

/**
 * How soon each page of operators answers on an instance of so many readers with an edition for most of so
 * many days, one of them in the middle of its sending. Throws where Redis is not empty.
 */
export const benchAdmin = async (wanted: {
  url: string;
  readers: number;
  days: number;
}): Promise<PartResult> => {
  const probe = openRedis(wanted.url);
  if ((await probe.dbsize()) > 0) throw new Error('the Redis to measure in must be empty');
  await probe.quit();
  const reading = parseConfig({
    ...{MAIL_TRANSPORT: 'outbox', OUTBOX_DIR: '/tmp/paperboy-admin-bench', ADMIN_TOKEN},
  });
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  const clock = {now: () => NOW, sleep: async () => undefined};
  const paperboy = await openWithStores({
    ...{config: reading.config, redisUrl: wanted.url, clock, log: silentLog},
  });
  const open = await fillBusyInstance(paperboy, {...wanted, now: NOW});
  const app = webApp(webDepsOf(paperboy));
  const login = {method: 'POST', body: new URLSearchParams({token: ADMIN_TOKEN})};
  const cookie = (await app.request('/admin/login', login)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const rows: {page: string; median: number; slowest: number}[] = [];
  for (const page of [
    '/admin',
    '/admin/editions',
    `/admin/editions/${open}`,
    '/admin/readers',
    '/admin/queues',
  ]) {
    const times: number[] = [];
    for (let nth = 0; nth < ASKED; nth += 1) {
      const begins = performance.now();
      const answer = await app.request(page, {headers: {cookie}});
      await answer.text();
      times.push(performance.now() - begins);
      if (answer.status !== 200) throw new Error(`${page} answers ${answer.status}`);
    }
    times.sort((one, other) => one - other);
    rows.push({page, median: times[ASKED / 2] ?? 0, slowest: times.at(-1) ?? 0});
  }
  await paperboy.close();
  return {
    figures: Object.fromEntries(rows.map(({page, median}) => [`${page} ms`, median])),
    lines: table(
      rows.map(({page, median, slowest}) => ({
        ...{page, 'median, ms': short(median), 'slowest of 20, ms': short(slowest)},
      })),
    ),
  };
};
