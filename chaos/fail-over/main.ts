import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {findOrInstallRedis} from '../../local-redis/local-redis.ts';
import {whyNoHosts} from '../hosts/network.ts';
import {isAsItMustBe, playHosts, runInHub} from '../hosts/play-hosts.ts';
import {hostControl, hostTroubles} from '../hosts/troubles.ts';
import {playAll} from './play-all.ts';
import {asMarkdown, isGood, readRounds} from './rounds-file.ts';
import {troubles} from './troubles.ts';

/**
 * `npm run fail-over`: breaks a cluster and a Sentinel in mid-send, or with `--hosts` the network between
 * hosts, round after round (docs/scaling.md).
 */

const USAGE = `npm run fail-over -- [options]
  --rounds N     so many rounds in all, those in the file included (200)
  --seconds N    begins no further round after so long (no limit): the same command goes on later
  --state FILE   where the rounds are noted (${join(tmpdir(), 'paperboy-fail-over.jsonl')})
  --only NAME    this trouble alone (${troubles.map(({name}) => name).join(', ')})
  --readers N    so many readers, in hundreds (1000)
  --hosts        hosts as network namespaces, as root on Linux: a file of its own, and these troubles:
                 ${[...hostTroubles, hostControl].map(({name}) => name).join(', ')}
  --report       prints what the file holds, and plays nothing
`;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '200'},
    seconds: {type: 'string', default: 'Infinity'},
    state: {type: 'string'},
    hosts: {type: 'boolean', default: false},
    // Said by the command itself, when it runs again in the hub of that process' network.
    network: {type: 'string'},
    only: {type: 'string'},
    readers: {type: 'string', default: '1000'},
    report: {type: 'boolean', default: false},
    help: {type: 'boolean', default: false},
  },
});

const fileOf = (name: string): string => values.state ?? join(tmpdir(), name);

const runOnHosts = async (): Promise<number> => {
  const state = fileOf('paperboy-hosts.jsonl');
  const played = [...hostTroubles, hostControl].filter(
    ({name}) => values.only === undefined || name === values.only,
  );
  if (!values.report) {
    const whyNot = values.network === undefined ? whyNoHosts() : null;
    if (whyNot !== null) say(`NOT PLAYED: ${whyNot}`);
    if (whyNot !== null) return 1;
    const redis = await findOrInstallRedis(say);
    if (redis.kind === 'none') say(redis.message);
    if (redis.kind === 'none') return 1;
    if (values.network === undefined) return runInHub();
    await playHosts(Number(values.network), {
      ...{program: redis.path, troubles: played, state, say},
      rounds: Number(values.rounds),
      readers: Number(values.readers),
      until: Date.now() + Number(values.seconds) * 1000,
    });
  }
  const rounds = readRounds(state);
  const judged = played.filter(({mustDouble}) => !mustDouble);
  const counted = rounds.filter(({trouble}) => judged.some(({name}) => name === trouble));
  process.stdout.write(`${asMarkdown(counted, judged).join('\n')}\n`);
  const bad = played.flatMap(trouble =>
    rounds.filter(round => round.trouble === trouble.name && !isAsItMustBe(round, trouble)),
  );
  for (const round of bad) say(`not as it should be: ${JSON.stringify(round)}`);
  return bad.length === 0 ? 0 : 1;
};

const run = async (): Promise<number> => {
  const {only} = values;
  const state = fileOf('paperboy-fail-over.jsonl');
  const played = troubles.filter(({name}) => only === undefined || name === only);
  if (!values.report) {
    const redis = await findOrInstallRedis(say);
    if (redis.kind === 'none') {
      say(redis.message);
      return 1;
    }
    await playAll({
      ...{program: redis.path, troubles: played, state, say},
      rounds: Number(values.rounds),
      readers: Number(values.readers),
      until: Date.now() + Number(values.seconds) * 1000,
    });
  }
  const rounds = readRounds(state);
  process.stdout.write(`${asMarkdown(rounds, played).join('\n')}\n`);
  const bad = played.flatMap(trouble =>
    rounds.filter(round => round.trouble === trouble.name && !isGood(round, trouble)),
  );
  for (const round of bad) say(`not as it should be: ${JSON.stringify(round)}`);
  return bad.length === 0 ? 0 : 1;
};

// An end by signal runs no exit hooks, and those end the servers that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
if (values.help) process.stdout.write(USAGE);
else process.exit(await (values.hosts ? runOnHosts() : run()));
