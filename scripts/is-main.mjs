import {realpathSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

/**
 * Whether the module with this address is the one that node was told to run (and not an import).
 * @param {string} moduleUrl `import.meta.url`
 */
export const isMain = moduleUrl => {
  const script = process.argv[1];
  return script !== undefined && moduleUrl === pathToFileURL(realpathSync(script)).href;
};
