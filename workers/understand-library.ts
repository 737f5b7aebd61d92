import {once} from 'node:events';
import {setImmediate} from 'node:timers/promises';
import {type MessagePort, parentPort, workerData} from 'node:worker_threads';
import type {Log} from '../src/log.ts';
import {unpackSpace} from '../src/ranking/space/pack-space.ts';
import {understandLibrary} from '../src/use-cases/papers/understand-library.ts';
import type {
  AnswerOfLibraries,
  LibraryOrder,
  QuestionOfLibraries,
} from '../src/wiring/papers/library-thread.ts';

/**
 * A thread that understands one library and ends. It reaches nothing but its own port: what it needs of the
 * catalogue it asks for, one question after the other.
 */
const work = async (port: MessagePort, {files, version}: LibraryOrder): Promise<void> => {
  const ask = async <Kind extends QuestionOfLibraries['about']>(
    question: Extract<QuestionOfLibraries, {about: Kind}>,
  ): Promise<AnswerOfLibraries[Kind]> => {
    const answered = once(port, 'message');
    port.postMessage({kind: 'question', question});
    const [answer] = await answered;
    return answer;
  };
  const result = await understandLibrary(
    {
      catalogue: {
        findAll: ids => ask<'papers'>({about: 'papers', ids}),
        days: () => ask<'days'>({about: 'days'}),
        candidatesInParts: async function* (day) {
          yield await ask<'day'>({about: 'day', day});
        },
      },
      spaces: {
        find: async asked => {
          const bytes = await ask<'space'>({about: 'space', version: asked});
          return bytes && unpackSpace(Buffer.from(bytes));
        },
      },
      currentSpace: async () => version,
      takeTurns: setImmediate,
      log: silent,
    },
    {files},
  );
  port.postMessage({kind: 'result', result});
};

/** Who started the thread logs its outcome. */
const silent: Pick<Log, 'info'> = {info: () => undefined};

if (parentPort) await work(parentPort, workerData);
