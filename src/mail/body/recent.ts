/** Values by key, of which those that nobody asks for any more are forgotten. */
export type Recent<Key, Value> = {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
};

/** Keeps the last `size` values that were set or asked for, and at most twice as many. */
export const openRecent = <Key, Value>(size: number): Recent<Key, Value> => {
  let newer = new Map<Key, Value>();
  let older = new Map<Key, Value>();
  const set = (key: Key, value: Value): void => {
    if (newer.size >= size) {
      older = newer;
      newer = new Map();
    }
    newer.set(key, value);
  };
  return {
    get: key => {
      const found = newer.get(key);
      if (found !== undefined) return found;
      const again = older.get(key);
      if (again !== undefined) set(key, again);
      return again;
    },
    set,
  };
};
