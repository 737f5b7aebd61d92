--[[
  Whether a run has come to an end that nobody was told of yet: nothing of it is pending, and it has grown
  since the last time. Of a run in waves that is so after each.
  KEYS[1] run
  Returns 1 once for each such end, else 0.
]]
local run = redis.call('HMGET', KEYS[1], 'audience', 'pending', 'told')
if not run[1] or run[2] ~= '0' or run[1] == run[3] then return 0 end
redis.call('HSET', KEYS[1], 'told', run[1])
return 1
