--[[
  The last look before a call: does the claim still hold, is the chunk frozen as its worker knows it, may the
  edition be sent? From here on the chunk is in doubt until an answer says otherwise.
  KEYS[1] chunk  KEYS[2] the edition's orders (pause, cancel)
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] lease, ms  ARGV[4] payload hash
  Returns 'go' | 'paused' | 'cancelled' | 'fenced'
]]
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state', 'payloadHash')
if chunk[1] ~= ARGV[1] or chunk[2] ~= 'frozen' or chunk[3] ~= ARGV[4] then return 'fenced' end
local order = redis.call('HGET', KEYS[2], 'order')
if order then return order end
redis.call('HINCRBY', KEYS[1], 'calls', 1)
if redis.call('HSETNX', KEYS[1], 'doubtSince', ARGV[2]) == 1 then
  redis.call('HSET', KEYS[1], 'doubtCall', ARGV[1])
end
redis.call('HSET', KEYS[1], 'leaseUntil', tonumber(ARGV[2]) + tonumber(ARGV[3]), 'calledAt', ARGV[2])
return 'go'
