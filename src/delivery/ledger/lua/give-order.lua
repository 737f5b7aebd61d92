--[[
  Pauses, resumes or cancels, together with the audit entry that tells it. The same order again changes
  nothing; a cancel is final.
  KEYS[1] the orders  KEYS[2] the audit
  ARGV[1] pause | resume | cancel  ARGV[2] who  ARGV[3] now, ms  ARGV[4] why
  ARGV[5] blocked, where no call can succeed until a person acts; else empty or none
  Returns 'given' | 'unchanged' (it was so before) | 'cancelled' (nothing leads back from there)
]]
local BECOMES = {pause = 'paused', cancel = 'cancelled'}
local TOLD = {pause = 'paused', resume = 'resumed', cancel = 'cancelled'}
local verb, who, now, why = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local standing = redis.call('HGET', KEYS[1], 'order') or nil
if standing == 'cancelled' and verb ~= 'cancel' then return 'cancelled' end
if standing == BECOMES[verb] then return 'unchanged' end
if BECOMES[verb] then
  redis.call('HSET', KEYS[1], 'order', BECOMES[verb], 'at', now, 'reason', why, 'who', who, 'cause',
    ARGV[5] or '')
else
  redis.call('HDEL', KEYS[1], 'order', 'at', 'reason', 'who', 'cause')
end
redis.call('XADD', KEYS[2], '*', 'what', TOLD[verb], 'who', who, 'at', now, 'why', why)
return 'given'
