import {lettersIn} from '../watch/letters.ts';
import type {World} from '../world/world.ts';
import type {Diary} from './diary.ts';

/** What is wrong of letters: of those that were asked for, and of what is remembered of each. */
export const judgeLetters = (world: World, diary: Diary): string[] => [
  ...lostLetters(world, diary),
  ...untrueLetters(world, diary),
];

/** Who was told that a letter comes has it, but where Redis forgot the press or they are gone meanwhile. */
const lostLetters = ({provider}: World, {letters, left, complained, lostWrites}: Diary): string[] => {
  if (lostWrites) return [];
  const isGone = (address: string) => left.has(address) || complained.has(address);
  return letters
    .filter(({address}) => !provider.badAddresses.has(address))
    .filter(({letter, address}) => (letter === 'goodbye' ? !complained.has(address) : !isGone(address)))
    .filter(
      ({letter, address}) => !provider.letters.some(({to, tags}) => to === address && tags.letter === letter),
    )
    .map(({letter, address}) => `${address} has no letter ${letter}`);
};

/**
 * What is remembered of a letter is what became of it, and not for ever. One that Redis forgot while it was
 * called may stay open until then: nobody knows of it any more.
 */
const untrueLetters = ({provider, server: {keys}}: World, {lostWrites}: Diary): string[] =>
  [...lettersIn(keys)].flatMap(([name, {fields, until}]) => {
    const ended = fields.get('ended') ?? 'open';
    const isTaken = provider.takenBy.has(name);
    // That nobody wants it any more says nothing of a call whose answer was lost.
    const mayBeTaken = ended === 'not-wanted' || ended === 'uncertain' || lostWrites;
    const isTrue = ended === 'accepted' ? isTaken : !isTaken || mayBeTaken;
    const hasEnd = ended !== 'open' || lostWrites;
    return [
      ...(isTrue && hasEnd ? [] : [`the letter ${name} is ${ended}, taken: ${isTaken}`]),
      ...(until > 0 ? [] : [`the letter ${name} is remembered for ever`]),
    ];
  });
