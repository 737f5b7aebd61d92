import type {LatentSpace} from '../../src/ranking/space/latent-space.ts';
import {makeSpace} from '../../src/ranking/space/make-space.ts';
import {packSpace, unpackSpace} from '../../src/ranking/space/pack-space.ts';
import type {TopicText} from '../../src/ranking/topics/topic-texts.ts';

/** The space of some papers as an instance keeps it: packed and opened again. */
export const spaceOf = (texts: TopicText[]): LatentSpace => {
  const making = makeSpace(texts);
  for (let step = making.next(); ; step = making.next()) {
    if (!step.done) continue;
    const space = unpackSpace(packSpace(step.value));
    if (!space) throw new Error('a space that was just packed cannot be opened');
    return space;
  }
};
