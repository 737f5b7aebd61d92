import type {Paperboy} from '../src/app.ts';
import type {Diary} from './judge/diary.ts';
import type {Founded} from './newsletter.ts';
import type {Crew} from './world/crew.ts';
import type {World} from './world/world.ts';

/** All that a round is played with. */
export type Stage = {world: World; crew: Crew; founded: Founded; diary: Diary};

/** Somebody without an answer presses again. */
const PRESS_AGAIN_MS = 8000;

/** Asks a process of the crew until one answers (or until then), however often it is killed meanwhile. */
export const insist = <Answer>(
  {world: {time}, crew}: Stage,
  who: string,
  {ask, until = Number.POSITIVE_INFINITY}: {ask: (paperboy: Paperboy) => Promise<Answer>; until?: number},
  done: (answer: Answer) => void,
): void => {
  let isDone = false;
  const attempt = () => {
    if (isDone || time.now > until) return;
    const {paperboy, host, wake} = crew.post(who);
    wake();
    time.after(paperboy === null ? 500 : PRESS_AGAIN_MS, attempt);
    if (paperboy === null) return;
    ask(paperboy).then(
      answer => {
        if (isDone || host.isDead) return;
        isDone = true;
        done(answer);
      },
      () => undefined,
    );
  };
  attempt();
};
