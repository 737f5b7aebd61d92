import type {Keyspace} from '../keyspace.ts';
import {type Bytes, RedisFault, type Reply} from '../reply.ts';
import type {Command} from './command.ts';
import {hashCommands} from './hashes.ts';
import {keyCommands} from './keys.ts';
import {setCommands} from './sets.ts';
import {sortedSetCommands} from './sorted-sets.ts';
import {stringCommands} from './strings.ts';

export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({...stringCommands, ...hashCommands, ...setCommands, ...sortedSetCommands, ...keyCommands}),
);

/**
 * Does one command. What is not modelled is a bug of the simulator and throws; what Redis refuses is a reply.
 */
export const run = (keys: Keyspace, name: string, args: Bytes[]): Reply => {
  const command = commands.get(name);
  if (command === undefined) throw new Error(`the simulated Redis does not know ${name}`);
  try {
    return command(keys, args);
  } catch (error) {
    if (error instanceof RedisFault) return error;
    throw error;
  }
};
