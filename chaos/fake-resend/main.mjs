import {startResendStandIn} from './stand-in.mjs';

/**
 * The stand-in as a process of its own: `node main.mjs '{"port":0,"journalPath":"..."}'`. Prints its address as one
 * JSON line once it listens, and ends on SIGTERM; with `--until-stdin-ends` also when whoever started it is gone.
 */
const standIn = await startResendStandIn(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${JSON.stringify({url: standIn.url, port: standIn.port})}\n`);

const end = async () => {
  await standIn.close();
  process.exit(0);
};
process.once('SIGTERM', end);
if (process.argv.includes('--until-stdin-ends')) {
  process.stdin.once('end', end);
  process.stdin.resume();
}
