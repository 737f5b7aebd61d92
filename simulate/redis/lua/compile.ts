import {compileFunction} from 'node:vm';
import {type Chunk, parse, type Statement} from 'luaparse';
import type {Bytes} from '../reply.ts';
import {blockOf} from './statements.ts';
import * as support from './support.ts';
import type {LuaValue} from './values.ts';

/** A script as a function of its call: `KEYS`, `ARGV` and `redis` are the caller's. */
export type Script = (globals: Record<string, LuaValue>) => LuaValue | LuaValue[];

/**
 * Makes a function of a Lua file as it ships. The scripts use a small part of Lua 5.1; whatever else stands
 * in one is refused, so that nothing is ever run that is not modelled.
 */
export const compileLua = (source: Bytes): Script => {
  const chunk: Chunk = parse(source, {luaVersion: '5.1', encodingMode: 'pseudo-latin1'});
  const body: Statement[] = chunk.body;
  const code = `'use strict';\nreturn (() => {${blockOf(body)}})();`;
  const made = compileFunction(code, ['$', 'G']);
  return globals => Reflect.apply(made, null, [support, globals]);
};
