--[[
  Gives a chunk back to be taken up later.
  KEYS[1] chunk
  ARGV[1] fence  ARGV[2] not before, ms  ARGV[3] reason
  ARGV[4] what the call was: 'none' (there was none, or the answer says nothing new),
    'refused' (nothing was taken), 'lost' (nobody knows); 'held': an order kept it from being called, and
    the reason holds for as long as the order does
  ARGV[5] payload hash, or empty while it was never frozen
  Returns 'deferred' | 'fenced'
]]
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state', 'doubtCall', 'payloadHash')
if chunk[1] ~= ARGV[1] or (chunk[2] ~= 'planned' and chunk[2] ~= 'frozen') then return 'fenced' end
if (chunk[4] or '') ~= ARGV[5] then return 'fenced' end
-- A definite no clears the doubt only when the call that it answers is the one that brought the doubt. One
-- call is made under a claim. A count of calls could not tell: Redis may have forgotten that this one began.
if ARGV[4] == 'refused' and chunk[3] == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'doubtSince', 'doubtCall')
end
if ARGV[4] == 'lost' then
  redis.call('HINCRBY', KEYS[1], 'losses', 1)
  -- Redis may have forgotten that the call was begun: what became of it is as unknown as before.
  if not chunk[3] and chunk[2] == 'frozen' then
    redis.call('HSET', KEYS[1], 'doubtSince', ARGV[2], 'doubtCall', ARGV[1])
  end
end
local kept, other = 'lastReason', 'held'
if ARGV[4] == 'held' then kept, other = other, kept end
redis.call('HSET', KEYS[1], 'notBefore', ARGV[2], kept, ARGV[3])
redis.call('HDEL', KEYS[1], 'leaseUntil', 'holder', other)
return 'deferred'
