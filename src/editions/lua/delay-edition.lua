--[[
  Notes why the edition cannot be built yet, unless there is one.
  KEYS[1] the edition's hash
  ARGV[1] reason  ARGV[2] tried at, ms
  Returns 1 when noted, 0 when an edition stands.
]]
if redis.call('HEXISTS', KEYS[1], 'hash') == 1 then return 0 end
redis.call('HDEL', KEYS[1], 'skipped', 'skippedAt', 'considered')
redis.call('HSETNX', KEYS[1], 'delayedSince', ARGV[2])
redis.call('HSET', KEYS[1], 'delayed', ARGV[1], 'triedAt', ARGV[2])
return 1
