import {cpus, loadavg} from 'node:os';
import {parseArgs} from 'node:util';
import {benchAdmin} from './admin.ts';
import {benchCluster} from './cluster.ts';
import {reportFanOut} from './fan-out/report-fan-out.ts';
import {benchGrowth} from './growth.ts';
import {benchMails} from './mails.ts';
import {benchMillion} from './million.ts';
import type {PartResult} from './part.ts';
import {benchRate} from './rate.ts';
import {benchSearch} from './search.ts';
import {benchSelections} from './selections.ts';
import {benchSpace} from './space.ts';
import {benchSubscribers} from './subscribers.ts';
import {benchWeb} from './web.ts';

const USAGE = `npm run bench [-- PART... [--json] [--readers N] [--redis URL]]
  fan-out      what Paperboy sends, beside the SDK alone, the limit, a script, a job for each reader
  mails        what it costs to compile an edition and to assemble a mail
  selections   how many readers' papers are chosen in a second
  space        what it takes to make the space of 50,000 papers; needs ../shared/data
  rate         three workers under a limit of calls a second, alone and beside another program
  search       the index of words and what is asked of it
  web          one-click, subscribe, webhooks, an edition's page and search while a run is sending
  million      import, plan and freeze at 10,000, 100,000 and 1,000,000 readers; --readers N ends earlier
  subscribers  what a subscriber takes of Redis; needs --redis with an empty one
  cluster      a single Redis and a cluster of three masters in turn
  admin        how soon the operators' pages answer; needs --redis with an empty one
  growth       what Redis holds over a year of daily editions; needs --redis with an empty one
  --readers N  so many readers (fan-out: 20,000; subscribers: 10,000; rate: 10,000)
  --seconds N  growth: ends after so long; the same command goes on where it ended
  --json       figures alone, by part
Without a part: all but admin, space, subscribers, million, cluster and growth. Needs redis-server.
`;

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    json: {type: 'boolean', default: false},
    readers: {type: 'string'},
    redis: {type: 'string'},
    days: {type: 'string'},
    keep: {type: 'string'},
    seconds: {type: 'string'},
    help: {type: 'boolean', default: false},
  },
});

const readersOr = (usual: number): number => Number(values.readers ?? usual);

const plain = (lines: string[]): PartResult => ({figures: {}, lines});

const PARTS: Record<string, {name: string; measure: () => PartResult | Promise<PartResult>}> = {
  'fan-out': {
    name: 'fanOut',
    measure: () =>
      reportFanOut({
        readers: Math.ceil(readersOr(20_000) / 100) * 100,
        naiveReaders: 200,
        oneJobReaders: 2_000,
      }),
  },
  mails: {name: 'mails', measure: benchMails},
  selections: {name: 'selections', measure: benchSelections},
  space: {name: 'space', measure: () => benchSpace(readersOr(50_000))},
  rate: {name: 'rate', measure: () => benchRate(readersOr(10_000))},
  search: {name: 'search', measure: () => plain(benchSearch())},
  web: {name: 'web', measure: () => benchWeb(readersOr(100_000))},
  million: {name: 'million', measure: () => benchMillion(readersOr(1_000_000))},
  cluster: {name: 'cluster', measure: () => benchCluster(readersOr(3000))},
  growth: {
    name: 'growth',
    measure: () =>
      benchGrowth({
        url: values.redis ?? 'redis://127.0.0.1:6399',
        readers: readersOr(300),
        days: Number(values.days ?? 365),
        keepDays: Number(values.keep ?? 90),
        patienceMs: Number(values.seconds ?? 'Infinity') * 1000,
      }),
  },
  admin: {
    name: 'admin',
    measure: () =>
      benchAdmin({
        url: values.redis ?? 'redis://127.0.0.1:6399',
        readers: readersOr(1_000_000),
        days: Number(values.days ?? 400),
      }),
  },
  subscribers: {
    name: 'subscribers',
    measure: async () =>
      plain(await benchSubscribers(values.redis ?? 'redis://127.0.0.1:6399', readersOr(10_000))),
  },
};

/** They fill an empty Redis that is named, start several, or want a process of their own. */
const ON_DEMAND = ['admin', 'space', 'subscribers', 'million', 'cluster', 'growth'];

const machine = (): string => {
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} x ${first?.model ?? 'unknown'}, Node ${process.version}, load ${load}`;
};

const run = async (): Promise<void> => {
  const named =
    positionals.length > 0 ? positionals : Object.keys(PARTS).filter(name => !ON_DEMAND.includes(name));
  const results: Record<string, unknown> = {machine: machine()};
  if (!values.json) process.stdout.write(`${machine()}\n`);
  for (const part of named) {
    const {name = part, measure = () => plain([])} = PARTS[part] ?? {};
    const {figures, lines} = await measure();
    results[name] = Object.keys(figures).length > 0 ? figures : {lines};
    if (!values.json) process.stdout.write(`\n${part}\n${lines.map(line => `  ${line}\n`).join('')}`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
};

/** `npm run bench`: what the house costs, each figure beside something stable from the same run. */
const unknown = positionals.find(part => !(part in PARTS));
if (values.help) process.stdout.write(USAGE);
else if (unknown !== undefined) {
  process.stderr.write(`there is no part "${unknown}"\n${USAGE}`);
  process.exitCode = 2;
} else await run();
