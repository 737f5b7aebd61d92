import {loadScript, type RedisScript} from '../../redis/redis.ts';

const FOLDER = 'src/delivery/ledger/lua';

/** One of the ledger's Lua files as a function, with the layout of the ledger's bytes before it. */
export const ledgerScript = (name: string): RedisScript =>
  loadScript(`${FOLDER}/${name}.lua`, {prelude: `${FOLDER}/layout.lua`});
