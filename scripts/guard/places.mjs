/** Finds the place of a path in the house. */
import {posix} from 'node:path';

/**
 * @typedef {import('./house.mjs').Place} Place
 * @typedef {{name: string, may: string[], touchesWorld: boolean, readsEnvironment: boolean}} FoundPlace
 */

/**
 * Whether a path is that folder or file, or in it.
 * @param {string} path
 * @param {string} folder
 */
export const isIn = (path, folder) => path === folder || path.startsWith(`${folder}/`);

/**
 * The place of a file: its own entry, or that of its folder. Null where neither has one.
 * @param {string} path
 * @param {Map<string, Place>} house
 * @returns {FoundPlace | null}
 */
export const placeOf = (path, house) => {
  const name = house.has(path) ? path : posix.dirname(path);
  const place = house.get(name);
  if (place === undefined) return null;
  const file = posix.basename(path);
  return {
    name,
    may: mayOf(name, house),
    touchesWorld: isWorldly(name, house) || (Array.isArray(place.world) && place.world.includes(file)),
    readsEnvironment: name === 'src/config.ts' || (place.env ?? []).includes(file),
  };
};

/**
 * @param {string} name
 * @param {Map<string, Place>} house
 * @returns {string[]}
 */
const mayOf = (name, house) => {
  const place = house.get(name);
  if (place === undefined) return [];
  if (place.may) return place.may;
  const around = posix.dirname(name);
  return [around, ...mayOf(around, house)];
};

/**
 * Whether a folder, or one around it, is open to the world as a whole.
 * @param {string} name
 * @param {Map<string, Place>} house
 * @returns {boolean}
 */
const isWorldly = (name, house) =>
  house.get(name)?.world === true || (name.includes('/') && isWorldly(posix.dirname(name), house));
