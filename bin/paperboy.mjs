#!/usr/bin/env node
import {setUp} from '../scripts/set-up.mjs';

const result = await setUp();
if (result.kind === 'failed') {
  process.stderr.write(`${result.message}\n`);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({error: result.message})}\n`);
  process.exitCode = 1;
} else {
  const {main} = await import(new URL('../dist/programs/src/cli/main.js', import.meta.url).href);
  process.exitCode = await main(process.argv.slice(2));
}
