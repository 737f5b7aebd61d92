import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {findOrInstallRedis} from '../../local-redis/local-redis.ts';
import {playAll} from './play-all.ts';
import {asMarkdown, isGood, readRounds} from './rounds-file.ts';
import {troubles} from './troubles.ts';

/** `npm run fail-over`: breaks a cluster and a Sentinel in mid-send, round after round (docs/scaling.md). */

const USAGE = `npm run fail-over -- [options]
  --rounds N     so many rounds in all, those in the file included (200)
  --seconds N    begins no further round after so long (no limit): the same command goes on later
  --state FILE   where the rounds are noted (${join(tmpdir(), 'paperboy-fail-over.jsonl')})
  --only NAME    this trouble alone (${troubles.map(({name}) => name).join(', ')})
  --readers N    so many readers, in hundreds (1000)
  --report       prints what the file holds, and plays nothing
`;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const {values} = parseArgs({
  options: {
    rounds: {type: 'string', default: '200'},
    seconds: {type: 'string', default: 'Infinity'},
    state: {type: 'string', default: join(tmpdir(), 'paperboy-fail-over.jsonl')},
    only: {type: 'string'},
    readers: {type: 'string', default: '1000'},
    report: {type: 'boolean', default: false},
    help: {type: 'boolean', default: false},
  },
});

const run = async (): Promise<number> => {
  const {state, only} = values;
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
else process.exit(await run());
