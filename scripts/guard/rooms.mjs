/** Finds the room of a path in the house. */
import {posix} from 'node:path';

/**
 * @typedef {import('./house.mjs').Room} Room
 * @typedef {{name: string, may: string[], touchesWorld: boolean, readsEnvironment: boolean}} FoundRoom
 */

/**
 * Whether a path is that folder or file, or in it.
 * @param {string} path
 * @param {string} folder
 */
export const isIn = (path, folder) => path === folder || path.startsWith(`${folder}/`);

/**
 * The room of a file: its own entry, or that of its folder. Null where neither has one.
 * @param {string} path
 * @param {Map<string, Room>} house
 * @returns {FoundRoom | null}
 */
export const roomOf = (path, house) => {
  const name = house.has(path) ? path : posix.dirname(path);
  const room = house.get(name);
  if (room === undefined) return null;
  const file = posix.basename(path);
  return {
    name,
    may: mayOf(name, house),
    touchesWorld: isWorldly(name, house) || (Array.isArray(room.world) && room.world.includes(file)),
    readsEnvironment: name === 'src/config.ts' || (room.env ?? []).includes(file),
  };
};

/**
 * @param {string} name
 * @param {Map<string, Room>} house
 * @returns {string[]}
 */
const mayOf = (name, house) => {
  const room = house.get(name);
  if (room === undefined) return [];
  if (room.may) return room.may;
  const around = posix.dirname(name);
  return [around, ...mayOf(around, house)];
};

/**
 * Whether a folder, or one around it, is open to the world as a whole.
 * @param {string} name
 * @param {Map<string, Room>} house
 * @returns {boolean}
 */
const isWorldly = (name, house) =>
  house.get(name)?.world === true || (name.includes('/') && isWorldly(posix.dirname(name), house));
