--[[
  Notes why there is no edition, unless there is one.
  KEYS[1] the edition's hash
  ARGV[1] reason  ARGV[2] skipped at, ms
     ARGV[3] the ids of its days' papers, which stood elsewhere or were dropped (gzip)
  Returns 1 when noted, 0 when an edition stands.
]]
if redis.call('HEXISTS', KEYS[1], 'hash') == 1 then return 0 end
redis.call('HDEL', KEYS[1], 'delayed', 'delayedSince', 'triedAt')
redis.call('HSET', KEYS[1], 'skipped', ARGV[1], 'skippedAt', ARGV[2], 'considered', ARGV[3])
return 1
