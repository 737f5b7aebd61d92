import {startFakeResend} from './fake-resend.mjs';

/**
 * The fake Resend as a process of its own: `node main.mjs '{"port":0,"journalPath":"..."}'`. Prints its
 * address as one JSON line once it listens, and ends on SIGTERM; with `--until-stdin-ends` also when the
 * process that started it is gone.
 */
const fakeResend = await startFakeResend(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${JSON.stringify({url: fakeResend.url, port: fakeResend.port})}\n`);

const end = async () => {
  await fakeResend.close();
  process.exit(0);
};
process.once('SIGTERM', end);
if (process.argv.includes('--until-stdin-ends')) {
  process.stdin.once('end', end);
  process.stdin.resume();
}
