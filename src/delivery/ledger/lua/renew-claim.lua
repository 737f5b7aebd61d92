--[[
  Lengthens a claim while its mails are made or its call is under way. A chunk that has its end keeps none:
  after a fail-over a worker may have the fence of another claim, of the Redis that is gone.
  KEYS[1] chunk
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] lease, ms
  Returns 1 while the claim holds, else 0.
]]
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state')
if chunk[1] ~= ARGV[1] or (chunk[2] ~= 'planned' and chunk[2] ~= 'frozen') then return 0 end
redis.call('HSET', KEYS[1], 'leaseUntil', tonumber(ARGV[2]) + tonumber(ARGV[3]))
return 1
