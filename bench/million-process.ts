import {dailyEdition} from '../src/editions/edition-id.ts';
import {found, openOn, type Place} from './fan-out/fan-out.ts';
import {dayBefore} from './made-up.ts';
import {measured} from './measured.ts';

/** One step of a million in a process of its own, which says what it took. */
export type MillionTask = {place: Place; step: 'found' | 'plan'; readers: number};

const {place, step, readers}: MillionTask = JSON.parse(process.argv[2] ?? '');
const paperboy = await openOn(place, 0);
const taken = await measured(async () => {
  if (step === 'found') await found(paperboy, readers);
  else await paperboy.sending.send(dailyEdition(dayBefore(paperboy.clock.now())));
});
await paperboy.close();
process.send?.({taken}, () => process.exit(0));
