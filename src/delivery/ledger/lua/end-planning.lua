--[[
  Ends the planning of a re-send: from here on its chunks may be sent, or never. Only an open planning can
  end.
  KEYS[1] run  KEYS[2] the audit
  ARGV[1] done | called-off  ARGV[2] now, ms  ARGV[3] who  ARGV[4] why  ARGV[5] run number
  ARGV[6] its wave  ARGV[7] how many the wave had after its last step, where it is done
  Returns 'ended' | 'closed' (it had ended before) | 'forgotten' (Redis has lost a part of the plan)
]]
local TOLD = {done = 're-send planned', ['called-off'] = 're-send called off'}
local run = redis.call('HMGET', KEYS[1], 'planning', 'audience', 'pending', 'wave:' .. ARGV[6])
if run[1] ~= 'open' then return 'closed' end
if ARGV[1] == 'done' and tonumber(run[4] or '0') < tonumber(ARGV[7]) then return 'forgotten' end
redis.call('HDEL', KEYS[1], 'wave:' .. ARGV[6])
redis.call('HSET', KEYS[1], 'planning', ARGV[1])
-- No chunk will ever be settled where none was planned: the run is over now.
if (run[3] or '0') == '0' then redis.call('HSETNX', KEYS[1], 'lastAt', ARGV[2]) end
redis.call('XADD', KEYS[2], '*', 'what', TOLD[ARGV[1]], 'who', ARGV[3], 'at', ARGV[2], 'why', ARGV[4],
  'run', ARGV[5],
  'planned', run[2] or '0')
return 'ended'
