import {seededChance} from '../../../bench/evaluate/measures.ts';
import type {LatentSpace} from '../../../src/ranking/space/latent-space.ts';
import {makeSpace, type SpaceParts} from '../../../src/ranking/space/make-space.ts';
import {packSpace, unpackSpace} from '../../../src/ranking/space/pack-space.ts';
import type {TopicText} from '../../../src/ranking/topics/topic-texts.ts';

/** Words that belong together; the first two of each are side by side in its papers. */
export const subjects = [
  ['glass', 'furnace', 'blowing', 'molten', 'pipe', 'annealing', 'crystal', 'lens'],
  ['bread', 'oven', 'rye', 'dough', 'yeast', 'crust', 'baking', 'flour'],
  ['ship', 'hull', 'oak', 'keel', 'sail', 'rudder', 'harbour', 'anchor'],
  ['clock', 'spring', 'pendulum', 'gear', 'escapement', 'dial', 'tower', 'hour'],
];

const common = ['model', 'data', 'training', 'large', 'task', 'learning', 'evaluation', 'performance'];

/** A paper of a subject: five of its words, and some that all papers have. */
export const paperOf = (subject: number, chance: () => number): TopicText => {
  const words = subjects[subject % subjects.length] ?? [];
  const draw = (from: string[]): string => from[Math.floor(chance() * from.length)] ?? '';
  const drawn = Array.from({length: 5}, () => draw(words));
  const others = Array.from({length: 8}, () => draw(common));
  return {
    title: `${words[0]} ${words[1]}: ${drawn[0]}`,
    abstract: `We study ${drawn.join(' and ')}. The ${others.join(' of the ')}.`,
    keywords: [],
  };
};

/** Papers on each subject in turn. */
export const catalogueOf = (papers: number): TopicText[] => {
  const chance = seededChance(7);
  return Array.from({length: papers}, (_, place) => paperOf(place, chance));
};

/** All steps of making a space, at once. */
export const partsOf = (texts: TopicText[]): SpaceParts => {
  const making = makeSpace(texts);
  for (let step = making.next(); ; step = making.next()) if (step.done) return step.value;
};

export const openSpaceOf = (texts: TopicText[]): LatentSpace => {
  const space = unpackSpace(packSpace(partsOf(texts)));
  if (!space) throw new Error('no space');
  return space;
};
