--[[
  Lengthens a claim while its mails are made or its call is under way.
  KEYS[1] chunk
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] lease, ms
  Returns 1 while the claim holds, else 0.
]]
if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'leaseUntil', tonumber(ARGV[2]) + tonumber(ARGV[3]))
return 1
