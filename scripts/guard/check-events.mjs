/** What a use case says of itself in the log. */
import {posix} from 'node:path';
import {isIn} from './places.mjs';

/**
 * @typedef {import('./check-code.mjs').Fault} Fault
 * @typedef {import('./check-code.mjs').CodeFile & {text: string}} FileWithText
 */

/**
 * Every use case logs one event, under one name, whatever comes of it; what only serves use cases has one at
 * most. A use case is what the wiring binds.
 * @param {FileWithText[]} files all of the project
 * @returns {Fault[]}
 */
export const faultsOfEvents = files => {
  const bound = new Set(
    files
      .filter(({path}) => isIn(path, 'src/wiring') || path === 'src/app.ts')
      .flatMap(({path, code}) =>
        code.imports.filter(({isType}) => !isType).map(({from}) => posix.join(posix.dirname(path), from)),
      ),
  );
  return files
    .filter(({path}) => isIn(path, 'src/use-cases'))
    .flatMap(({path, text}) => {
      const events = eventsIn(text);
      if (events.length === 1 || (events.length === 0 && !bound.has(path))) return [];
      const names = events.length === 0 ? 'no event' : `the events ${events.join(', ')}`;
      return [{kind: 'event', path, line: 1, says: `logs ${names}; a use case logs one, under one name`}];
    });
};

/**
 * The names of events in a text, each once, as they are written.
 * @param {string} text
 */
const eventsIn = text => [
  ...new Set([...text.matchAll(/\bevent: ('[^']+'|`[^`]+`)/g)].map(([, name = '']) => name)),
];
