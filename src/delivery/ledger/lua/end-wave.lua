--[[
  Notes that a wave is planned to its end, unless Redis forgot a part of the plan meanwhile: in a fail-over to
  a replica that lags, who planned lives on and would end what is no longer there.
  KEYS[1] run  KEYS[2] the waves that are planned to their end
  ARGV[1] wave  ARGV[2] the same, ms  ARGV[3] how many the wave had after its last step
  Returns 1 when it is noted, else 0.
]]
if redis.call('SISMEMBER', KEYS[2], ARGV[2]) == 1 then return 1 end
local run = redis.call('HMGET', KEYS[1], 'startedAt', 'wave:' .. ARGV[1])
if not run[1] or tonumber(run[2] or '0') < tonumber(ARGV[3]) then return 0 end
redis.call('HDEL', KEYS[1], 'wave:' .. ARGV[1])
redis.call('SADD', KEYS[2], ARGV[2])
return 1
