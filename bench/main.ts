import {benchSearch} from './search.ts';
import {benchSelections} from './selections.ts';

/** `npm run bench`: what the house costs, each figure beside something stable from the same run. */
for (const line of [...benchSelections(), ...benchSearch()]) process.stdout.write(`${line}\n`);
