--[[
  Cuts a chunk that was refused as a whole into two, so that a bad address costs only itself. The halves have
  names, and so keys, of their own.
  KEYS[1] chunk  KEYS[2] first half  KEYS[3] second half  KEYS[4] addresses  KEYS[5] open chunks
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] reason  ARGV[4] members of the first half  ARGV[5] of the second
  ARGV[6] the chunk's name among the open ones  ARGV[7] the first half's  ARGV[8] the second half's
  ARGV[9] payload hash
  Returns 'split' | 'fenced'
]]
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state', 'wave', 'payloadHash')
if chunk[1] ~= ARGV[1] or chunk[2] ~= 'frozen' or chunk[4] ~= ARGV[9] then return 'fenced' end
-- The halves go on from their whole: they were seen in time when it was.
redis.call('HSET', KEYS[2], 'fence', 1, 'state', 'planned', 'wave', chunk[3] or '', 'members', ARGV[4])
redis.call('HSET', KEYS[3], 'fence', 1, 'state', 'planned', 'wave', chunk[3] or '', 'members', ARGV[5])
redis.call('SADD', KEYS[5], ARGV[7], ARGV[8])
redis.call('HSET', KEYS[1], 'state', 'split', 'settledAt', ARGV[2], 'reason', ARGV[3])
redis.call('HDEL', KEYS[1], 'leaseUntil', 'holder', 'notBefore', 'lastReason', 'held', 'manifest')
redis.call('DEL', KEYS[4])
redis.call('SREM', KEYS[5], ARGV[6])
return 'split'
